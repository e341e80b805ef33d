package import Addressing

/// One statement of an nftables rule, in the forms that kube-router and kube-proxy write and nft 1.0.6 lists.
package enum NftStatement: Hashable, Sendable {
    /// What an address is compared with.
    package enum Operand: Hashable, Sendable {
        case block(IPBlock)
        /// `@NAME`, a set of addresses of the family.
        case set(String, family: IPFamily = .ipv4)

        var family: IPFamily {
            switch self {
            case .block(let block): block.family
            case .set(_, let family): family
            }
        }
    }

    /// The kinds of ICMP message that the known programs name.
    package enum ICMPType: String, Hashable, Sendable, CaseIterable {
        case echoRequest = "echo-request"
        case destinationUnreachable = "destination-unreachable"
        case timeExceeded = "time-exceeded"
    }

    /// The kinds of ICMPv6 message that the known programs name.
    package enum ICMPv6Type: String, Hashable, Sendable, CaseIterable {
        case echoRequest = "echo-request"
        case destinationUnreachable = "destination-unreachable"
        case timeExceeded = "time-exceeded"
        case neighbourSolicitation = "nd-neighbor-solicit"
        case neighbourAdvertisement = "nd-neighbor-advert"
        case echoReply = "echo-reply"
    }

    /// What is done to the bits of a mark with a number; the raw value is nft's sign for it.
    package enum MarkOperation: String, Hashable, Sendable, CaseIterable {
        case or = "|"
        case and = "&"
        case xor = "^"
    }

    /// Where a connection may be translated to.
    package struct Endpoint: Hashable, Sendable {
        package var address: IPv4Address
        package var port: UInt16

        package init(_ address: IPv4Address, _ port: UInt16) {
            self.address = address
            self.port = port
        }
    }

    /// `ip|ip6 saddr|daddr [!=] BLOCK|@SET`.
    case address(SetDirection, Negatable<Operand>)
    /// `fib saddr|daddr type local`.
    case localAddress(SetDirection)
    /// `meta l4proto PROTOCOL`.
    case transport(Transport)
    /// `tcp|udp|sctp dport N[-M]`, which implies the protocol.
    case destinationPort(Transport, PortRange)
    /// `icmp type NAME`.
    case icmpType(ICMPType)
    /// `icmpv6 type NAME`.
    case icmpv6Type(ICMPv6Type)
    /// `ct state A,B`, states in nft's printing order.
    case connectionState([ConnectionState])
    /// `ct status dnat`: the connection's destination has been translated.
    case translated
    /// `meta mark & MASK == VALUE`, or `!=`.
    case mark(Negatable<MaskedMark>)
    /// `FIELD . FIELD @SET`.
    case member([NftField], of: String)
    /// `limit rate RATE burst N packets`; the rate as text, such as `10/minute`.
    case limit(rate: String, burst: Int)
    /// `counter packets N bytes N`.
    case counter(Counters)
    /// `log group N`.
    case log(group: UInt16)
    /// `meta mark set meta mark | VALUE`.
    case setMark(MarkOperation, UInt32)
    /// `FIELD . FIELD vmap @MAP`.
    case verdictMap([NftField], String)
    case verdict(NftVerdict)
    /// `reject`, with the port unreachable of the family's ICMP.
    case reject
    /// `masquerade [fully-random]`.
    case masquerade(fullyRandom: Bool)
    /// `dnat ip to numgen random mod N map { 0 : ADDRESS . PORT, ... }`.
    case dnat(toOneOf: [Endpoint])

    /// The set or map that the statement names, if any.
    package var setName: String? {
        switch self {
        case .address(_, let operand):
            if case .set(let name, _) = operand.value { name } else { nil }
        case .member(_, let name), .verdictMap(_, let name): name
        default: nil
        }
    }
}
