import Results
import Statistics

extension TestColumns {
    /// The columns of a test of `plan`.
    ///
    /// - Parameter percent: the test's estimate in the percentages of its table.
    init(_ test: PairedTest, _ percent: PercentEstimate, plan: RunPlan) {
        self.init(
            scale: test.setting.scale,
            serviceProxy: plan.serviceProxy,
            controller: test.compared.controller,
            policies: plan.policies.count,
            connections: test.setting.connections,
            arm: test.compared.arm,
            concurrency: test.concurrency,
            low: percent.interval.low,
            high: percent.interval.high,
            hodgesLehmannPercent: percent.hodgesLehmannPercent,
            hodgesLehmannLow: percent.hodgesLehmannInterval.low,
            hodgesLehmannHigh: percent.hodgesLehmannInterval.high,
            adjustedP: test.estimate.adjustedP,
            verdict: Verdict(test.estimate.comparison),
            minimumDetectablePercent: percent.minimumDetectablePercent,
            noiseFloorPercent: test.estimate.noiseFloorPercent,
            quads: test.estimate.quads,
            bandLow: percent.band.low,
            bandHigh: percent.band.high,
            signFlipP: test.estimate.signFlipP
        )
    }
}

extension CostRow {
    init(_ test: PairedTest, plan: RunPlan) {
        let cost = PercentEstimate(costOf: test.estimate)
        self.init(TestColumns(test, cost, plan: plan), costPercent: cost.percent, voided: test.voided)
    }
}

extension MetricRow {
    /// The rows of all metrics but QPS: metric by metric, and within it in the order of `cost.csv`.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [MetricRow] {
        Metric.besideRate.flatMap { metric in
            PairedTest.all(of: plan, ledger, metric).map { MetricRow($0, plan: plan) }
        }
    }

    private init(_ test: PairedTest, plan: RunPlan) {
        let change = PercentEstimate(changeOf: test.estimate)
        self.init(
            TestColumns(test, change, plan: plan),
            metric: test.metric,
            valueOff: test.valueOff,
            valueCompared: test.valueCompared,
            changePercent: change.percent
        )
    }
}
