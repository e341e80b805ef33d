import Addressing
import Rules

/// The chains of kube-router 2.11.1 that no pod and no policy changes.
enum FixedChains {
    static let common = "KUBE-NWPLCY-COMMON"
    static let `default` = "KUBE-NWPLCY-DEFAULT"
    static let tail = "KUBE-NWPLCY-TAIL"

    static func all(_ family: IPFamily) -> [Chain] { [commonChain(family), defaultChain, tailChain] }

    /// What passes, or not, whatever the policies: packets of known connections, and the ICMP that networks live on.
    private static func commonChain(_ family: IPFamily) -> Chain {
        // The program writes these two comments with quotes of their own.
        let states = [
            Rule(
                matches: [
                    .comment("\"rule to drop invalid state for pod\""), .connectionState(Negatable([.invalid])),
                ],
                target: .drop
            ),
            Rule(
                matches: [
                    .comment("\"rule for stateful firewall for pod\""),
                    .connectionState(Negatable([.related, .established])),
                ],
                target: .accept
            ),
        ]
        return Chain(
            name: common,
            rules: states
                + icmpMessages(family).map { type, name in
                    Rule(
                        transport: Negatable(family == .ipv4 ? .icmp : .icmpv6),
                        matches: [
                            .comment("allow icmp \(name)"), family == .ipv4 ? .icmpType(type) : .icmpv6Type(type),
                        ],
                        target: .accept
                    )
                }
        )
    }

    /// IPv6 has no ARP: without neighbour discovery nobody would find the pods (`CommonICMPRules`, pkg/utils/iptables.go).
    private static func icmpMessages(_ family: IPFamily) -> [(type: UInt8, name: String)] {
        switch family {
        case .ipv4:
            [(8, "echo requests"), (3, "destination unreachable messages"), (11, "time exceeded messages")]
        case .ipv6:
            [
                (128, "echo requests"), (1, "destination unreachable messages"), (3, "time exceeded messages"),
                (135, "neighbor solicitation messages"), (136, "neighbor advertisement messages"),
                (129, "echo reply messages"),
            ]
        }
    }

    /// For the directions of a pod that no policy isolates.
    private static var defaultChain: Chain {
        Chain(
            name: `default`,
            rules: [
                Rule(
                    matches: [.comment("rule to mark traffic matching a network policy")],
                    target: .mark(.allowed)
                )
            ]
        )
    }

    private static var tailChain: Chain {
        Chain(
            name: tail,
            rules: [Rule(matches: [.comment("accept netpol-ok"), .mark(Negatable(.complies))], target: .accept)]
        )
    }
}
