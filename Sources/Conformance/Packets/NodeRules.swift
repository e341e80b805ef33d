package import Addressing
package import Rules

/// What the packet filter of a node holds, of each family.
package struct NodeRules: Equatable, Sendable {
    package var ipv4: Ruleset
    package var ipv6: Ruleset

    package init(ipv4: Ruleset = Ruleset(), ipv6: Ruleset = Ruleset()) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    package subscript(family: IPFamily) -> Ruleset {
        get {
            switch family {
            case .ipv4: ipv4
            case .ipv6: ipv6
            }
        }
        set {
            switch family {
            case .ipv4: ipv4 = newValue
            case .ipv6: ipv6 = newValue
            }
        }
    }

    /// The address sets of both, which share one space of names.
    var sets: [IPSet] { ipv4.sets + ipv6.sets }

    /// The tables of nftables of both; each knows its family.
    var nftables: [NftTable] { ipv4.nftables + ipv6.nftables }
}
