import Results
import Statistics

extension CostRow {
    init(_ test: PairedTest, plan: RunPlan) {
        let estimate = CostEstimate(test.estimate)
        self.init(
            scale: test.setting.scale,
            serviceProxy: plan.serviceProxy,
            controller: test.compared.controller,
            policies: plan.policies.count,
            connections: test.setting.connections,
            arm: test.compared.arm,
            concurrency: test.concurrency,
            costPercent: estimate.percent,
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
            voided: test.voided,
            bandLow: estimate.band.low,
            bandHigh: estimate.band.high,
            signFlipP: test.estimate.signFlipP
        )
    }
}
