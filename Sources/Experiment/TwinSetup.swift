package import Cluster
package import Layouts
package import Results
import Rules

/// What a twin's world is made of, whatever its scale.
package struct TwinSetup: Sendable {
    /// The cluster of one scale, its pods and Services in the order of their rules.
    package var cluster: @Sendable (Scale) throws -> ClusterModel
    package var nodeName: String
    package var target: ServiceReference
    package var serviceProxy: ServiceProxy
    /// Those whose treatments are measured, at least one.
    package var controllers: [Controller]
    package var position: Position
    package var seed: UInt64
    package var cpus: CPUPlan
    package var fault: Fault?
    /// Rules beside those that controllers write, in the treatments that have some.
    ///
    /// A treatment whose controller is none of `controllers` has these and the service proxy's alone.
    package var extraRules: [Treatment: ExtraRules] = [:]
    /// How often the arm `churn` syncs, in seconds of load; nil for a run without it.
    package var churnSeconds: Double?
    /// Fine for two twins of each scale, side by side.
    package var interleaving = Interleaving.coarse

    package init(
        cluster: @escaping @Sendable (Scale) throws -> ClusterModel,
        nodeName: String,
        target: ServiceReference,
        serviceProxy: ServiceProxy,
        controllers: [Controller],
        position: Position,
        seed: UInt64,
        cpus: CPUPlan,
        fault: Fault? = nil
    ) {
        self.cluster = cluster
        self.nodeName = nodeName
        self.target = target
        self.serviceProxy = serviceProxy
        self.controllers = controllers
        self.position = position
        self.seed = seed
        self.cpus = cpus
        self.fault = fault
    }

    /// The treatments whose rulesets are worth a list: those with extra rules, else each controller in the arm `on`.
    var enforcing: [Treatment] {
        let extra = extraRules.keys.filter { $0 != .off }.sorted { $0.description < $1.description }
        return extra.isEmpty ? controllers.map { Treatment(.on, of: $0.rawValue) } : extra
    }

    /// Whether some treatment has tables of nftables.
    package var usesNftables: Bool {
        controllers.contains(where: \.usesNftables) || extraRules.values.contains { $0.work.isNftables }
    }

    /// Whether some treatment has rules in the filter table of iptables.
    var usesFilter: Bool {
        controllers.contains { !$0.usesNftables } || extraRules.values.contains { !$0.work.isNftables }
    }
}
