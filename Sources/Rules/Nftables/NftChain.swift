/// An ordered list of nftables rules under a name.
package struct NftChain: Equatable, Sendable {
    /// Where packets come into a chain by themselves.
    package struct Base: Hashable, Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case filter, nat
        }

        package enum Hook: String, Sendable, CaseIterable {
            case prerouting, input, forward, output, postrouting
        }

        package var kind: Kind
        package var hook: Hook
        /// Chains of a hook run from the lowest number up; 0 is where iptables' filter table stands.
        package var priority: Int
        /// What becomes of a packet that reaches the end.
        package var policy: Chain.Policy

        package init(kind: Kind, hook: Hook, priority: Int, policy: Chain.Policy = .accept) {
            self.kind = kind
            self.hook = hook
            self.priority = priority
            self.policy = policy
        }
    }

    package var name: String
    /// Nil for a chain that others jump to.
    package var base: Base?
    package var comment: String?
    package var rules: [NftRule]

    package init(name: String, base: Base? = nil, comment: String? = nil, rules: [NftRule] = []) {
        self.name = name
        self.base = base
        self.comment = comment
        self.rules = rules
    }
}
