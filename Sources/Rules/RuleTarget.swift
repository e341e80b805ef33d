package import Addressing

/// What becomes of a packet that a rule matches (`-j ...`), in the forms that the known programs write.
package enum RuleTarget: Hashable, Sendable {
    case accept
    case drop
    case `return`
    /// Go on in another chain of the table, and come back at its end.
    case jump(String)
    /// `-g CHAIN`: go on in another chain, and come back to the caller of this one.
    case goto(String)
    /// `-j REJECT --reject-with TYPE`, such as `icmp-port-unreachable`.
    case reject(with: String)
    case dnat(to: IPv4Address, port: UInt16)
    case masquerade(randomFully: Bool)
    /// `-j MARK --set-xmark VALUE/MASK`: clears the bits of the mask, then exclusive-ors the value in.
    case mark(MaskedMark)
    /// `-j NFLOG --nflog-group N`.
    case log(group: UInt16)
}
