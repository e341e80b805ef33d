import Addressing
import Cluster
import Layouts
import Policy
import Rules

/// kube-router 2.11 over IPv6 with one fault, to see that cases find it.
struct BrokenIPv6Layout: ControllerLayout {
    enum Fault: Sendable {
        /// Sets of blocks are empty.
        case forgetsBlocks
        /// Sets of blocks are without their excepts.
        case forgetsExcepts
        /// What policies match is empty, as if no pod had an IPv6 address.
        case namesIPv4
    }

    let fault: Fault
    private let whole = KubeRouter211(version: KubeRouter211.version(seed: 1), family: .ipv6)

    init(_ fault: Fault) {
        self.fault = fault
    }

    var dialect: PolicyDialect { whole.dialect }
    var denial: Denial { whole.denial }

    func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        var ruleset = try whole.ruleset(for: cluster, on: node)
        for index in ruleset.sets.indices {
            switch fault {
            case .forgetsBlocks where ruleset.sets[index].kind == .hashNet: ruleset.sets[index].entries = []
            case .forgetsExcepts: ruleset.sets[index].entries.removeAll(where: \.isException)
            case .namesIPv4 where ruleset.sets[index].kind == .hashIP: ruleset.sets[index].entries = []
            case .forgetsBlocks, .namesIPv4: break
            }
        }
        return ruleset
    }

    func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference] {
        []
    }
}

/// A controller that writes nothing.
struct Bare: ControllerLayout {
    let dialect: PolicyDialect
    var denial: Denial { .refused }

    func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset { Ruleset() }

    func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference] {
        []
    }
}
