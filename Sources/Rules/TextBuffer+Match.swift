extension TextBuffer {
    /// Writes ` -m NAME ...` as the match's own save function prints it (iptables 1.8, extensions/libxt_*.c).
    mutating func write(_ match: Match) {
        switch match {
        case .comment(let text):
            write(" -m comment --comment ")
            write(quoting: text)
        case .ports(let transport, let source, let destination):
            write(" -m ")
            write(transport.rawValue)
            write(source, option: " --sport ") { $0.write($1) }
            write(destination, option: " --dport ") { $0.write($1) }
        case .destinationPorts(let ports):
            write(" -m multiport --dports ")
            write(ports, separator: ",") { $0.write($1) }
        case .icmpType(let type):
            write(" -m icmp --icmp-type ")
            write(decimal: type)
        case .icmpv6Type(let type):
            write(" -m icmp6 --icmpv6-type ")
            write(decimal: type)
        case .set(let name, let directions):
            write(" -m set")
            write(name, option: " --match-set ") { $0.write($1) }
            write(" ")
            write(directions, separator: ",") { $0.write($1.rawValue) }
        case .connectionState(let states):
            write(" -m conntrack")
            write(states, option: " --ctstate ") { text, states in
                // The kernel keeps a bit a state, so the listing has an order of its own.
                let listed = ConnectionState.allCases.filter(states.contains)
                text.write(listed, separator: ",") { $0.write($1.rawValue) }
            }
        case .addressType(let direction, let type):
            write(" -m addrtype")
            write(type, option: direction == .source ? " --src-type " : " --dst-type ") { $0.write($1) }
        case .mark(let mark):
            write(" -m mark")
            write(mark, option: " --mark ") { text, mark in
                text.write(hexadecimal: mark.value)
                if mark.mask != .max {
                    text.write("/")
                    text.write(hexadecimal: mark.mask)
                }
            }
        case .physdevIsBridged:
            write(" -m physdev --physdev-is-bridged")
        case .probability(let share):
            write(" -m statistic --mode random --probability ")
            write(probability: share)
        case .limit(let rate, let burst):
            write(" -m limit --limit ")
            write(rate)
            if burst != Match.defaultBurst {
                write(" --limit-burst ")
                write(decimal: burst.magnitude)
            }
        case .accounting(let name):
            // Two blanks, as the extension prints them.
            write(" -m nfacct --nfacct-name  ")
            write(quoting: name)
        }
    }

    mutating func write(_ ports: PortRange) {
        write(decimal: ports.lower)
        guard ports.upper != ports.lower else { return }
        write(":")
        write(decimal: ports.upper)
    }

    /// Writes `share` / 2^31 with eleven places, rounded half to even as `printf("%.11f")` does.
    ///
    /// 10^11 / 2^31 = 5^11 / 2^20, so 64 bits hold every step.
    private mutating func write(probability share: UInt32) {
        let scaled = UInt64(share) * 48_828_125
        var digits = scaled >> 20
        let rest = scaled & 0xf_ffff
        if rest > 0x8_0000 || rest == 0x8_0000 && digits & 1 == 1 { digits += 1 }
        write(decimal: digits / 100_000_000_000)
        write(".")
        var place: UInt64 = 10_000_000_000
        while place > 0 {
            write(decimal: digits / place % 10)
            place /= 10
        }
    }
}
