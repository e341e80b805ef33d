package import Results
import Statistics

extension RunEvidence {
    /// What the samples of saturation of a run of `plan` show beside the curves and the costs that came of them.
    ///
    /// - Parameter costs: the run's; empty if nothing is to be believed of them.
    package init(plan: RunPlan, samples: [SampleRecord], costs: [CostRow]) {
        let samples = samples.filter(\.isClosedLoop)
        let ledger = QuadLedger(samples, of: plan)
        self.init(
            control: ControlRow(ledger),
            walks: plan.settings.flatMap { setting in
                plan.treatments.compactMap { treatment in
                    let primary = costs.first {
                        $0.concurrency == nil && $0.setting == setting && $0.treatment == treatment
                    }
                    let walked = samples.filter {
                        $0.void == nil && $0.setting(in: plan) == setting && $0.treatment(in: plan) == treatment
                    }
                    return WalkRow(walked, plan, setting, treatment, cost: primary)
                }
            },
            order: OrderRow.all(of: plan, samples, ledger)
        )
    }
}

extension ControlRow {
    fileprivate init?(_ ledger: QuadLedger) {
        let null = NullContrast(ledger.contrasts)
        guard null.estimate.count > 0 else { return nil }
        let floors = Percentiles(
            ledger.entries.values.map { NullContrast($0.map(\.contrast)).noiseFloorPercent }.filter(\.isFinite)
        )
        let interval = null.estimate.interval()
        self.init(
            quads: null.estimate.count,
            differencePercent: LogRatio.spreadPercent(null.estimate.mean),
            low: LogRatio.spreadPercent(interval.low),
            high: LogRatio.spreadPercent(interval.high),
            p: null.p,
            outcome: Outcome(null.outcome),
            medianFloorPercent: floors.median,
            largestFloorPercent: floors[100]
        )
    }
}

extension ControlRow.Outcome {
    fileprivate init(_ outcome: NullContrast.Outcome) {
        self =
            switch outcome {
            case .clean: .passed
            case .suspect: .suspect
            case .alarm: .alarm
            }
    }
}

extension WalkRow {
    fileprivate init?(
        _ samples: [SampleRecord],
        _ plan: RunPlan,
        _ setting: Setting,
        _ treatment: Treatment,
        cost: CostRow?
    ) {
        guard !samples.isEmpty else { return nil }
        self.init(
            scale: setting.scale,
            serviceProxy: plan.serviceProxy,
            controller: treatment.controller,
            policies: plan.policies.count,
            connections: setting.connections,
            arm: treatment.arm,
            rulesPerConnection: Percentiles(samples.compactMap(\.rulesPerConnection)).median,
            filterRules: samples.map(\.proof.filterRules).max() ?? 0,
            samples: samples.count,
            costPercent: cost?.costPercent ?? (treatment == .off ? 0 : .nan),
            low: cost?.low ?? .nan,
            high: cost?.high ?? .nan
        )
    }
}

extension OrderRow {
    /// Which samples are compared with each other.
    private struct Kind: Hashable {
        var setting: Setting
        var treatment: Treatment
        var concurrency: Int

        init(_ sample: SampleRecord, _ plan: RunPlan) {
            setting = sample.setting(in: plan)
            treatment = sample.treatment(in: plan)
            concurrency = sample.concurrency
        }
    }

    /// One beginning of a quad.
    private struct Beginning: Hashable {
        var cell: QuadLedger.Cell
        var round: Int
        var attempt: Int

        init(_ sample: SampleRecord, _ plan: RunPlan) {
            cell = QuadLedger.Cell(sample, in: plan)
            round = sample.round
            attempt = sample.attempt
        }
    }

    fileprivate static func all(of plan: RunPlan, _ samples: [SampleRecord], _ ledger: QuadLedger) -> [OrderRow] {
        let means = Dictionary(grouping: samples.filter { $0.queriesPerSecond > 0 }) { Kind($0, plan) }
            .mapValues { GeometricMean($0.map(\.queriesPerSecond)).value }
        let counted = Set(ledger.entries.values.joined().flatMap(\.samples).map { Beginning($0, plan) })
        return samples.map { sample in
            let rate = sample.queriesPerSecond
            let treatment = sample.treatment(in: plan)
            let deviation = means[Kind(sample, plan)].map { 100 * (rate / $0 - 1) }
            return OrderRow(
                startSeconds: sample.startSeconds,
                scale: sample.scale,
                controller: treatment.controller,
                arm: treatment.arm,
                concurrency: sample.concurrency,
                round: sample.round,
                place: sample.place,
                attempt: sample.attempt,
                qps: rate,
                deviationPercent: rate > 0 ? deviation ?? .nan : .nan,
                counts: counted.contains(Beginning(sample, plan)),
                void: sample.void ?? "",
                connections: sample.setting(in: plan).connections
            )
        }
    }
}
