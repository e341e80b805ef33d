import Rules

extension Rule {
    /// A jump from a built-in chain, with the remark that kube-proxy gives it.
    static func portal(_ chain: String, _ comment: String, newConnectionsOnly: Bool = false) -> Rule {
        let states: [Match] = newConnectionsOnly ? [.connectionState(Negatable([.new]))] : []
        return Rule(matches: states + [.comment(comment)], target: .jump(chain))
    }

    /// The last rule of the nat table's KUBE-SERVICES: whatever else is meant for an address of the node.
    static let nodePorts = Rule(
        matches: [
            .comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain"),
            .addressType(.destination, Negatable("LOCAL")),
        ],
        target: .jump("KUBE-NODEPORTS")
    )
}

extension MaskedMark {
    /// The bit by which kube-proxy remembers that a connection must be masqueraded (bit 14).
    static let masquerade = MaskedMark(0x4000, mask: 0x4000)
}
