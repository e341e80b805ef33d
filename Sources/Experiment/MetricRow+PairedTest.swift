import Results
import Statistics

extension MetricRow {
    /// The rows of all metrics but QPS: metric by metric, and within it in the order of `cost.csv`.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [MetricRow] {
        Metric.besideRate.flatMap { metric in
            PairedTest.all(of: plan, ledger, metric).map { MetricRow($0, plan: plan) }
        }
    }

    private init(_ test: PairedTest, plan: RunPlan) {
        let estimate = ChangeEstimate(test.estimate)
        self.init(
            scale: test.setting.scale,
            serviceProxy: plan.serviceProxy,
            controller: test.compared.controller,
            policies: plan.policies.count,
            connections: test.setting.connections,
            arm: test.compared.arm,
            concurrency: test.concurrency,
            metric: test.metric,
            valueOff: test.valueOff,
            valueCompared: test.valueCompared,
            changePercent: estimate.percent,
            low: estimate.interval.low,
            high: estimate.interval.high,
            hodgesLehmannPercent: estimate.hodgesLehmannPercent,
            hodgesLehmannLow: estimate.hodgesLehmannInterval.low,
            hodgesLehmannHigh: estimate.hodgesLehmannInterval.high,
            adjustedP: test.estimate.adjustedP,
            verdict: Verdict(test.estimate.comparison),
            minimumDetectablePercent: estimate.minimumDetectablePercent,
            noiseFloorPercent: test.estimate.noiseFloorPercent,
            quads: test.estimate.quads,
            bandLow: estimate.band.low,
            bandHigh: estimate.band.high,
            signFlipP: test.estimate.signFlipP
        )
    }
}
