/// Connection-tracking states as the conntrack match names them.
package enum ConnectionState: String, Hashable, Sendable, CaseIterable {
    case invalid = "INVALID"
    case new = "NEW"
    case related = "RELATED"
    case established = "ESTABLISHED"
    case untracked = "UNTRACKED"
    case snat = "SNAT"
    case dnat = "DNAT"
}
