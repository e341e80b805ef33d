import Experiment
import Results

extension RunCommand {
    /// The plan that the options describe, of no size yet.
    func plan(of input: ExperimentInput) -> RunPlan {
        var plan = input.plan
        plan.connections = connections.modes.first ?? .perRequest
        plan.connectionModes = connections.modes.count > 1 ? connections.modes : nil
        plan.arms = comparedArms
        plan.keepsCPUsAwake = input.setup.cpus.areKeptAwake
        plan.injectedRules = injectRules
        plan.precisionPercent = precision?.percent
        plan.churnSeconds = churn?.seconds
        plan.latency = latencyLoad.map { LatencyLoad(share: $0.share) }
        return plan
    }
}
