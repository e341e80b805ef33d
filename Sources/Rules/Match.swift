/// One match extension of a rule (`-m NAME ...`), in the forms that the known programs write (iptables-extensions(8)).
package enum Match: Hashable, Sendable {
    /// `-m comment --comment TEXT`: matches always.
    case comment(String)
    /// `-m tcp|udp|sctp [--sport P] [--dport P]`; both ports nil prints the bare `-m tcp`.
    case ports(Transport, source: Negatable<PortRange>?, destination: Negatable<PortRange>?)
    /// `-m multiport --dports ...`, at most 15 slots, a range takes two.
    case destinationPorts([PortRange])
    /// `-m icmp --icmp-type TYPE`, the number.
    case icmpType(UInt8)
    /// `-m icmp6 --icmpv6-type TYPE`, the number.
    case icmpv6Type(UInt8)
    /// `-m set --match-set NAME src[,dst]`.
    case set(Negatable<String>, directions: [SetDirection])
    /// `-m conntrack --ctstate ...`, states in the kernel's printing order.
    case connectionState(Negatable<[ConnectionState]>)
    /// `-m addrtype --src-type LOCAL` or `--dst-type LOCAL`.
    case addressType(SetDirection, Negatable<String>)
    /// `-m mark --mark VALUE/MASK`.
    case mark(Negatable<MaskedMark>)
    /// `-m physdev --physdev-is-bridged`.
    case physdevIsBridged
    /// `-m statistic --mode random --probability P`; the kernel's number, P x 2^31.
    case probability(UInt32)
    /// `-m limit --limit RATE --limit-burst N`; the rate as text, such as `10/min`.
    case limit(rate: String, burst: Int)
    /// `-m nfacct --nfacct-name NAME`.
    case accounting(String)

    /// The burst of a limit that names none (`XT_LIMIT_BURST`, iptables' extensions/libxt_limit.c).
    package static let defaultBurst = 5
}
