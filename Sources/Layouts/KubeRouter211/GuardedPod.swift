import Addressing
import Cluster
import Rules

/// A local pod as kube-router 2.11.1 guards it in iptables, with the rules that are its own.
struct GuardedPod {
    let address: IPAddress
    /// `namespace/name`, as comments call it.
    private let title: String
    private let chainName: String

    init(_ pod: Pod, address: IPAddress, version: String) {
        self.address = address
        title = "\(pod.namespace)/\(pod.name)"
        chainName = "KUBE-POD-FW-" + NameHash.of(pod.namespace + pod.name + version)
    }

    /// To the pod and from it, routed and bridged.
    var forwardRules: [Rule] {
        [incoming(), incoming(.physdevIsBridged), outgoing(), outgoing(.physdevIsBridged)]
    }

    /// What the node itself sends to the pod, or in its name.
    var outputRules: [Rule] { [incoming(), outgoing()] }

    /// What the pod sends to its node.
    var inputRule: Rule { outgoing() }

    /// Whether one of `policies` isolates the pod in `direction`.
    func isolated(_ direction: NetworkPolicy.Direction, under policies: [MarkingPolicy]) -> Bool {
        policies.contains { $0.targets.contains(address) && $0.directions.contains(direction) }
    }

    /// The pod's chain: both directions pass it, and leave it rejected or marked as complying.
    func chain(under policies: [MarkingPolicy]) -> Chain {
        var rules = [
            Rule(matches: [.comment("common netpol rules")], target: .jump(FixedChains.common)),
            Rule(
                destination: only,
                matches: [.comment("from local node"), .addressType(.source, Negatable("LOCAL"))],
                target: .accept
            ),
        ]
        if !isolated(.egress, under: policies) {
            rules.append(
                Rule(source: only, matches: [.comment("default egress")], target: .jump(FixedChains.default))
            )
        }
        if !isolated(.ingress, under: policies) {
            rules.append(
                Rule(destination: only, matches: [.comment("default ingress")], target: .jump(FixedChains.default))
            )
        }
        // Each is inserted at the top, so the last comes first.
        rules += policies.reversed().filter { $0.targets.contains(address) }.map(jump)
        let unmarked = Match.mark(.not(.allowed))
        rules += [
            Rule(
                matches: [.comment(comment("log-drop")), unmarked, .limit(rate: "10/min", burst: 10)],
                target: .log(group: 100)
            ),
            Rule(matches: [.comment(comment("reject")), unmarked], target: .reject(with: rejection)),
            Rule(target: .mark(.noLongerAllowed)),
            Rule(matches: [.comment("set netpol-ok mark")], target: .mark(.complies)),
        ]
        return Chain(name: chainName, rules: rules)
    }

    private var only: Negatable<IPBlock> { Negatable(IPBlock(address)) }

    /// What REJECT answers with unless it is told otherwise.
    private var rejection: String {
        switch address.family {
        case .ipv4: "icmp-port-unreachable"
        case .ipv6: "icmp6-port-unreachable"
        }
    }

    /// A policy of one direction judges the packets of that direction, one of both directions all of them.
    private func jump(to policy: MarkingPolicy) -> Rule {
        let isOfBoth = policy.directions.count > 1
        return Rule(
            source: !isOfBoth && policy.directions.contains(.egress) ? only : nil,
            destination: !isOfBoth && policy.directions.contains(.ingress) ? only : nil,
            matches: [.comment(RuleComment.of(policy.title, "policy"))],
            target: .jump(policy.chain.name)
        )
    }

    private func comment(_ kind: String) -> String { RuleComment.of(title, kind) }

    private func incoming(_ matches: Match...) -> Rule {
        Rule(destination: only, matches: matches + [.comment(comment("in"))], target: .jump(chainName))
    }

    private func outgoing(_ matches: Match...) -> Rule {
        Rule(source: only, matches: matches + [.comment(comment("out"))], target: .jump(chainName))
    }
}
