/// A part of a packet that a concatenated key is made of.
package enum NftField: String, Hashable, Sendable, CaseIterable {
    case source = "ip saddr"
    case destination = "ip daddr"
    case transport = "meta l4proto"
    case destinationPort = "th dport"
}
