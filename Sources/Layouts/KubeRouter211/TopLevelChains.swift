import Addressing
import Rules

/// The way of kube-router 2.11.1 from the built-in chains to the chains of the pods, one rule after the other.
struct TopLevelChains {
    let pods: [GuardedPod]
    /// Where ClusterIPs come from: what goes there is judged after the service proxy translated it.
    let serviceCIDR: IPBlock

    /// `--service-node-port-range`, in its default.
    private static let nodePorts = PortRange(lower: 30000, upper: 32767)

    /// The jumps that the program keeps at the top of the built-in chains.
    var builtIn: [String: [Rule]] {
        var chains: [String: [Rule]] = [:]
        for name in ["INPUT", "FORWARD", "OUTPUT"] {
            let target = "KUBE-ROUTER-\(name)"
            let words = ["-m", "comment", "--comment", "kube-router netpol", "-j", target]
            chains[name] = [
                Rule(
                    matches: [.comment("kube-router netpol - " + Self.identifier(name, words))],
                    target: .jump(target)
                )
            ]
        }
        return chains
    }

    var own: [Chain] {
        [
            Chain(name: "KUBE-ROUTER-FORWARD", rules: pods.flatMap(\.forwardRules) + Self.end),
            Chain(name: "KUBE-ROUTER-INPUT", rules: servicesFirst + pods.map(\.inputRule) + Self.end),
            Chain(name: "KUBE-ROUTER-OUTPUT", rules: pods.flatMap(\.outputRules) + Self.end),
        ]
    }

    /// Lets what is meant for a Service by the judgement of packets to the node.
    private var servicesFirst: [Rule] {
        let input = "KUBE-ROUTER-INPUT"
        let comment = "allow traffic to primary/secondary cluster IP range"
        let words = ["-m", "comment", "--comment", comment, "-d", serviceCIDR.description, "-j", "RETURN"]
        let clusterIPs = Rule(
            destination: Negatable(serviceCIDR),
            matches: [.comment("\(comment) - " + Self.identifier(input, words))],
            target: .return
        )
        let range = "\(Self.nodePorts.lower):\(Self.nodePorts.upper)"
        let nodePorts = [Transport.tcp, .udp, .sctp].map { transport in
            let name = transport.rawValue
            let comment = "allow LOCAL \(name.uppercased()) traffic to node ports"
            let words = [
                "-p", name, "-m", "comment", "--comment", comment, "-m", "addrtype", "--dst-type", "LOCAL", "-m",
                "multiport", "--dports", range, "-j", "RETURN",
            ]
            return Rule(
                transport: Negatable(transport),
                matches: [
                    .comment("\(comment) - " + Self.identifier(input, words)),
                    .addressType(.destination, Negatable("LOCAL")), .destinationPorts([Self.nodePorts]),
                ],
                target: .return
            )
        }
        return [clusterIPs] + nodePorts
    }

    private static var end: [Rule] {
        [
            Rule(
                matches: [
                    .comment("rule to explicitly handle traffic for network policies ACCEPT/REJECT decision")
                ],
                target: .jump(FixedChains.tail)
            ),
            Rule(
                matches: [
                    .comment("rule to explicitly ACCEPT traffic that comply to network policies"),
                    .mark(Negatable(.complies)),
                ],
                target: .accept
            ),
        ]
    }

    /// By which the program finds a rule again: a hash of the chain and of the rule's words (`addUUIDForRuleSpec`).
    private static func identifier(_ chain: String, _ words: [String]) -> String {
        NameHash.of(chain + words.joined())
    }
}
