import Rules

extension Chain {
    /// The nat chain by which other rules ask for masquerading, as kube-proxy has it.
    static let markMasquerade = Chain(name: ServicePort.markMasquerade, rules: [Rule(target: .mark(.masquerade))])

    /// The nat chain that masquerades what is marked, behind the rules of `first`, as kube-proxy 1.36 has it.
    static func postrouting(behind first: [Rule] = []) -> Chain {
        Chain(
            name: "KUBE-POSTROUTING",
            rules: first + [
                Rule(matches: [.mark(.not(.masquerade))], target: .return),
                // --xor-mark 0x4000, as the kernel keeps it.
                Rule(target: .mark(MaskedMark(0x4000, mask: 0))),
                Rule(
                    matches: [.comment("kubernetes service traffic requiring SNAT")],
                    target: .masquerade(randomFully: true)
                ),
            ]
        )
    }

    /// The filter chain that lets marked packets and known connections pass, behind the rules of `first`.
    static func forwarding(behind first: [Rule] = []) -> Chain {
        Chain(
            name: "KUBE-FORWARD",
            rules: first + [
                Rule(
                    matches: [.comment("kubernetes forwarding rules"), .mark(Negatable(.masquerade))],
                    target: .accept
                ),
                Rule(
                    matches: [
                        .comment("kubernetes forwarding conntrack rule"),
                        .connectionState(Negatable([.related, .established])),
                    ],
                    target: .accept
                ),
            ]
        )
    }
}
