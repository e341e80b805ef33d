import Rules

/// The chains of kube-router 2.11.1 that no pod and no policy changes.
enum FixedChains {
    static let common = "KUBE-NWPLCY-COMMON"
    static let `default` = "KUBE-NWPLCY-DEFAULT"
    static let tail = "KUBE-NWPLCY-TAIL"

    static var all: [Chain] { [commonChain, defaultChain, tailChain] }

    /// What passes, or not, whatever the policies: packets of known connections, and the ICMP that networks live on.
    private static var commonChain: Chain {
        let icmp: [(UInt8, String)] = [
            (8, "echo requests"), (3, "destination unreachable messages"), (11, "time exceeded messages"),
        ]
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
                + icmp.map { type, name in
                    Rule(
                        transport: Negatable(.icmp),
                        matches: [.comment("allow icmp \(name)"), .icmpType(type)],
                        target: .accept
                    )
                }
        )
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
