import Results
import Statistics

extension LatencyRow {
    /// The rows of a run's open loops: setting by setting and comparison by comparison, each with all metrics.
    ///
    /// Each metric is a family of its own, over all settings and comparisons.
    ///
    /// - Parameter ledger: of the samples of open loops alone.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [LatencyRow] {
        guard let load = plan.latency else { return [] }
        let cells = plan.settings.flatMap { setting in
            plan.comparisons.map { QuadLedger.Cell(setting, compared: $0, .open) }
        }
        let rows = LatencyMetric.allCases.map { metric in
            let tests = cells.compactMap { LatencyReadings(ledger, $0, metric) }
            let inputs = tests.map { test in
                AddedTimeEstimate.Input(
                    ContrastEstimate.Input(test.contrasts, rounds: test.rounds, simultaneous: tests.count),
                    reference: test.valueOff
                )
            }
            return zip(tests, AddedTimeEstimate.family(inputs, seed: plan.seed)).map { test, estimate in
                LatencyRow(test, estimate, load, ledger, plan)
            }
        }
        return cells.flatMap { cell in
            rows.joined().filter { $0.setting == cell.setting && $0.treatment == cell.compared }
        }
    }

    private init(
        _ test: LatencyReadings,
        _ estimate: AddedTimeEstimate,
        _ load: LatencyLoad,
        _ ledger: QuadLedger,
        _ plan: RunPlan
    ) {
        let (setting, compared) = (test.cell.setting, test.cell.compared)
        func samples(_ treatment: Treatment) -> [SampleRecord] {
            test.samples.filter { $0.treatment(in: plan) == treatment }
        }
        func pacing(_ treatment: Treatment) -> Double {
            PairedEstimate(samples(treatment).compactMap { $0.openLoop?.pacingError.mean }).mean
        }
        self.init(
            scale: setting.scale,
            serviceProxy: plan.serviceProxy,
            controller: compared.controller,
            policies: plan.policies.count,
            connections: setting.connections,
            arm: compared.arm,
            rate: test.samples.first?.openLoop?.rate ?? .nan,
            loadPercent: load.percent,
            metric: test.metric,
            valueOff: test.valueOff,
            valueCompared: test.valueOff + estimate.added,
            added: estimate.added,
            low: estimate.interval.low,
            high: estimate.interval.high,
            hodgesLehmann: estimate.hodgesLehmann,
            hodgesLehmannLow: estimate.hodgesLehmannInterval.low,
            hodgesLehmannHigh: estimate.hodgesLehmannInterval.high,
            adjustedP: estimate.adjustedP,
            verdict: Verdict(estimate.comparison),
            minimumDetectable: estimate.minimumDetectable,
            noiseFloor: estimate.noiseFloor,
            quads: estimate.quads,
            voided: ledger.voided[test.cell] ?? 0,
            bandLow: estimate.band.low,
            bandHigh: estimate.band.high,
            signFlipP: estimate.signFlipP,
            behindOff: samples(.off).count(where: \.isBehind),
            behindCompared: samples(compared).count(where: \.isBehind),
            pacingOff: pacing(.off),
            pacingCompared: pacing(compared)
        )
    }
}
