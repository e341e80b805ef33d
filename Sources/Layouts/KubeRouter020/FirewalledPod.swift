import Addressing
import Cluster
import Rules

/// A local pod that kube-router 0.2.0 filters, with the rules that are its own.
struct FirewalledPod {
    let address: IPAddress
    /// What some policy of the pod's namespace isolates it in; not empty.
    let directions: Set<NetworkPolicy.Direction>
    private let chainName: String
    /// How comments call the pod.
    private let title: String

    init(_ pod: Pod, address: IPAddress, directions: Set<NetworkPolicy.Direction>, version: String) {
        self.address = address
        self.directions = directions
        chainName = "KUBE-POD-FW-" + NameHash.of(pod.namespace + pod.name + version)
        title = "POD name:\(pod.name) namespace: \(pod.namespace)"
    }

    /// Bridged traffic to the pod, then routed traffic.
    var ingressForwardRules: [Rule] { [jump(to: chainName, .physdevIsBridged), outputRule] }

    /// What the node's own service proxy, or a process of the node, sends to the pod.
    var outputRule: Rule { jump(to: chainName) }

    /// Bridged traffic from the pod, then routed traffic.
    var egressForwardRules: [Rule] {
        let comment = Match.comment("rule to jump traffic from \(title) to chain \(chainName)")
        return [[.physdevIsBridged, comment], [comment]].map { matches in
            Rule(source: Negatable(IPBlock(address)), matches: matches, target: .jump(chainName))
        }
    }

    /// The pod's chain; both directions share it, and every policy that selects the address is asked in both.
    func chain(under policies: [EnforcedPolicy]) -> Chain {
        var rules = [
            Rule(
                matches: [
                    .comment("rule for stateful firewall for pod"),
                    .connectionState(Negatable([.related, .established])),
                ],
                target: .accept
            )
        ]
        if directions.contains(.ingress) {
            rules.append(
                Rule(
                    destination: Negatable(IPBlock(address)),
                    matches: [
                        .comment("rule to permit the traffic traffic to pods when source is the pod's local node"),
                        .addressType(.source, Negatable("LOCAL")),
                    ],
                    target: .accept
                )
            )
        }
        // Each is inserted at the top, so the last comes first.
        rules += policies.reversed().filter { $0.targets.contains(address) }.map { policy in
            Rule(matches: [.comment("run through nw policy \(policy.name)")], target: .jump(policy.chain.name))
        }
        rules.append(
            Rule(
                matches: [.comment("default rule to REJECT traffic destined for \(title)")],
                target: .reject(with: "icmp-port-unreachable")
            )
        )
        return Chain(name: chainName, rules: rules)
    }

    private func jump(to chain: String, _ matches: Match...) -> Rule {
        Rule(
            destination: Negatable(IPBlock(address)),
            matches: matches + [.comment("rule to jump traffic destined to \(title) to chain \(chain)")],
            target: .jump(chain)
        )
    }
}
