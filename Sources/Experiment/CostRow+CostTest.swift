import Results
import Statistics

extension CostRow {
    init(_ test: CostTest, plan: RunPlan) {
        let estimate = test.estimate
        self.init(
            scale: test.scale,
            serviceProxy: plan.serviceProxy,
            controller: test.compared.controller,
            policies: plan.policies.count,
            connections: plan.connections,
            arm: test.compared.arm,
            concurrency: test.concurrency,
            costPercent: estimate.percent,
            low: estimate.interval.low,
            high: estimate.interval.high,
            hodgesLehmannPercent: estimate.hodgesLehmannPercent,
            hodgesLehmannLow: estimate.hodgesLehmannInterval.low,
            hodgesLehmannHigh: estimate.hodgesLehmannInterval.high,
            adjustedP: estimate.adjustedP,
            verdict: Verdict(estimate.comparison),
            minimumDetectablePercent: estimate.minimumDetectablePercent,
            noiseFloorPercent: estimate.noiseFloorPercent,
            quads: estimate.quads,
            voided: test.voided
        )
    }
}

extension Verdict {
    fileprivate init(_ comparison: Comparison) {
        self =
            switch comparison {
            case .slower: .slower
            case .faster: .faster
            case .equivalent: .equivalent
            case .inconclusive: .inconclusive
            }
    }
}
