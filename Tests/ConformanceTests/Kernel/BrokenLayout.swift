import Addressing
import Cluster
import Layouts
import Policy
import Rules

/// kube-router 0.2.0 with one fault, to see that cases find it.
struct BrokenLayout: ControllerLayout {
    enum Fault: CaseIterable {
        /// Pods' chains end without their REJECT.
        case deniesNothing
        /// Policies' chains are empty.
        case allowsNothing
        /// Rules match any port.
        case forgetsPorts
        /// The policies that came after the first are not written.
        case firstPolicyOnly
        /// Rules for pods take everybody for their peer.
        case forgetsPeers
    }

    let fault: Fault
    private let whole = KubeRouter020(version: KubeRouter020.version(seed: 1))

    init(_ fault: Fault) {
        self.fault = fault
    }

    var dialect: PolicyDialect { whole.dialect }
    var denial: Denial { whole.denial }

    func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        var cluster = cluster
        if fault == .firstPolicyOnly { cluster.policies = Array(cluster.policies.prefix(1)) }
        var ruleset = try whole.ruleset(for: cluster, on: node)
        for table in ruleset.tables.indices {
            for chain in ruleset.tables[table].chains.indices {
                damage(&ruleset.tables[table].chains[chain])
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

    private func damage(_ chain: inout Chain) {
        switch fault {
        case .firstPolicyOnly: break
        case .deniesNothing where chain.name.hasPrefix("KUBE-POD-FW-"):
            chain.rules.removeLast()
        case .allowsNothing where chain.name.hasPrefix("KUBE-NWPLCY-"):
            chain.rules = []
        case .forgetsPorts where chain.name.hasPrefix("KUBE-NWPLCY-"):
            for index in chain.rules.indices {
                chain.rules[index].transport = nil
                chain.rules[index].matches.removeAll { if case .ports = $0 { true } else { false } }
            }
        case .forgetsPeers where chain.name.hasPrefix("KUBE-NWPLCY-"):
            for index in chain.rules.indices {
                chain.rules[index].matches.removeAll { match in
                    guard case .set(let name, _) = match else { return false }
                    return name.value.hasPrefix("KUBE-SRC-")
                }
            }
        case .deniesNothing, .allowsNothing, .forgetsPorts, .forgetsPeers: break
        }
    }
}
