import Addressing
import Cluster
import Layouts
import Results
import Rules

/// What the node's kernel is to hold in one treatment, and where its counters show that it judged the load.
struct ArmProgram {
    /// Tables in the kernel's order.
    var ruleset: Ruleset
    /// The names of the service proxy's tables of nftables, which all treatments share.
    var sharedNftables: [String]
    /// Rules that count the first packet of each allowed connection to the target; empty when nothing isolates it.
    var acceptRules: [RuleReference]
    /// Rules that count every connection to the target Service; empty for a service proxy whose rules do not count.
    var translationRules: [RuleReference]
    /// What the treatment does to a connection that policies forbid.
    var denial: ProbeOutcome
    /// Whether some controller of the run has tables of nftables: then every one must show which ones it has.
    var usesNftables: Bool
    /// What the controller does again and again in the arm `churn`; nil in the others.
    var syncWork: SyncWork?

    /// The program of `treatment` on a cluster whose order is the order of the rules.
    ///
    /// `drawSeed` stands for what the real programs take from a clock.
    init(
        _ treatment: Treatment,
        of setup: TwinSetup,
        cluster: ClusterModel,
        drawSeed: UInt64
    ) throws(TestbedError) {
        var cluster = cluster
        if !treatment.arm.enforces { cluster.policies = [] }
        let controller = setup.controllers.first { $0.rawValue == treatment.controller }
        let layout = controller?.layout(seed: drawSeed)
        do {
            let node = try cluster.node(named: setup.nodeName)
            let target = try cluster.resolve(setup.target)
            let programs = NodePrograms(serviceProxy: setup.serviceProxy, controller: controller, seed: drawSeed)
            let extra = setup.extraRules[treatment]
            let written =
                try extra.map { try programs.ruleset(for: cluster, on: node).adding($0) }
                ?? programs.ruleset(for: cluster, on: node)
            ruleset = Ruleset(
                tables: written.tables.map { $0.inKernelOrder() },
                sets: written.sets,
                nftables: written.nftables
            )
            translationRules = setup.serviceProxy.layout.translationRules(of: target.service, port: target.port)
            let endpoints = target.port.endpoints.map { IPAddress($0.address) }
            acceptRules = try layout?.acceptRules(for: cluster, on: node, toward: endpoints) ?? []
            if let extra { acceptRules = acceptRules.map { extra.moving($0) } }
            if treatment.arm == .churn {
                guard let layout = layout as? any SyncingLayout else {
                    throw LayoutError(
                        .unavailable,
                        "cannot replay the syncs of \(treatment.controller): npbench does not know what they do; leave out --churn"
                    )
                }
                syncWork = try layout.syncWork(for: cluster, on: node, in: ruleset, sparing: acceptRules)
            }
        } catch {
            throw TestbedError(.failed, "\(error)")
        }
        denial = layout.map { ProbeOutcome($0.denial) } ?? .served
        sharedNftables = setup.serviceProxy.nftablesNames
        usesNftables = setup.usesNftables
    }

    var filter: Table { ruleset[.filter] ?? .empty(.filter) }

    /// The controller's tables of nftables.
    var nftables: [NftTable] { ruleset.nftables.filter { !sharedNftables.contains($0.name) } }
}

extension ProbeOutcome {
    /// What a client sees of a denial.
    init(_ denial: Denial) {
        switch denial {
        case .refused: self = .refused
        case .silent: self = .silent
        }
    }
}
