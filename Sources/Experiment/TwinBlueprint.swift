import Cluster
import Layouts
import Policy
package import Results
import Twin

/// What a twin is to be at one scale, worked out from the cluster alone: nothing is built yet.
package struct TwinBlueprint {
    let cluster: ClusterModel
    let target: ServiceTarget
    let sources: ClientSources
    /// Bears the scale's name, since twins of several scales are up together.
    let plan: TwinPlan

    /// Throws `unproven` if the policies leave the target no allowed or no forbidden source, else `failed`.
    ///
    /// - Parameter copy: tells twins of one scale apart, in their names.
    package init(_ setup: TwinSetup, scale: Scale, copy: Int = 0) throws(TestbedError) {
        do {
            cluster = try setup.cluster(scale)
            target = try cluster.resolve(setup.target)
            let endpoints = TargetEndpoints(of: target, in: cluster, on: setup.nodeName)
            try endpoints.requireLocal(target, on: setup.nodeName)
            sources = try ClientSources.find(
                for: target,
                backends: endpoints.local,
                in: cluster,
                dialects: setup.controllers.map { $0.layout(seed: setup.seed).dialect }
            )
            var plan = try TwinPlan(setup, cluster: cluster, target: target, sources: sources)
            plan.name = "\(scale.label)-\(scale.localPods)local" + (copy == 0 ? "" : "-\(copy + 1)")
            self.plan = plan
        } catch let error as PolicyError {
            throw TestbedError(.unproven, error.description)
        } catch {
            throw TestbedError(.failed, "\(error)")
        }
    }
}
