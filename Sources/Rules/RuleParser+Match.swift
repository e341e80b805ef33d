extension RuleParser {
    /// Reads the options of `-m NAME`.
    mutating func match(_ name: String) throws(RuleParseError) -> Match {
        switch name {
        case "comment": .comment(try plain("--comment"))
        case "tcp", "udp", "sctp": try ports(name)
        case "multiport": .destinationPorts(try portList("--dports"))
        case "icmp": .icmpType(try icmpType("--icmp-type"))
        case "icmp6": .icmpv6Type(try icmpType("--icmpv6-type"))
        case "set": try set("--match-set")
        case "conntrack": .connectionState(try states("--ctstate"))
        case "addrtype": try addressType()
        case "mark": .mark(try mark("--mark"))
        case "physdev": try physdev("--physdev-is-bridged")
        case "statistic": .probability(try probability())
        case "limit": .limit(rate: try rate("--limit"), burst: try burst("--limit-burst"))
        case "nfacct": .accounting(try plain("--nfacct-name"))
        default:
            throw line.error(
                "-m \(name)",
                "npbench does not know this match",
                "remove the rule, or write it with the matches that kube-proxy and the known controllers use"
            )
        }
    }

    /// The value of an option that must come next and cannot be inverted.
    private mutating func plain(_ option: String) throws(RuleParseError) -> String {
        guard line.take(option) else {
            throw line.error(line.peek ?? option, "\(option) is expected here", "write \(option) and its value")
        }
        return try line.value(of: option)
    }

    /// The value of an option that must come next and may be inverted.
    private mutating func negatable(_ option: String) throws(RuleParseError) -> Negatable<String> {
        let isNegated = line.take("!")
        return Negatable(try plain(option), isNegated: isNegated)
    }

    private mutating func ports(_ name: String) throws(RuleParseError) -> Match {
        var source: Negatable<PortRange>?
        var destination: Negatable<PortRange>?
        // Each option may come once, in either order; a third round finds neither.
        for _ in 0..<2 {
            let option = line.peek == "!" ? line.peekSecond : line.peek
            switch option {
            case "--sport" where source == nil: source = try negatablePorts("--sport")
            case "--dport" where destination == nil: destination = try negatablePorts("--dport")
            default: break
            }
        }
        guard let transport = Transport(rawValue: name) else {
            throw line.error(name, "it is no protocol with ports", "write tcp, udp or sctp")
        }
        return .ports(transport, source: source, destination: destination)
    }

    private mutating func negatablePorts(_ option: String) throws(RuleParseError) -> Negatable<PortRange> {
        let text = try negatable(option)
        return Negatable(try portRange(text.value, option), isNegated: text.isNegated)
    }

    private mutating func portList(_ option: String) throws(RuleParseError) -> [PortRange] {
        var ports: [PortRange] = []
        for part in try plain(option).split(separator: ",", omittingEmptySubsequences: false) {
            ports.append(try portRange(String(part), option))
        }
        return ports
    }

    private func portRange(_ text: String, _ option: String) throws(RuleParseError) -> PortRange {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt16(digits: $0) }
        guard ends.count <= 2, let first = ends.first, let lower = first, let last = ends.last, let upper = last,
            lower <= upper
        else {
            throw line.error(option, "'\(text)' is no port or range of ports", "write PORT or LOWER:UPPER, 0 to 65535")
        }
        return PortRange(lower: lower, upper: upper)
    }

    private mutating func icmpType(_ option: String) throws(RuleParseError) -> UInt8 {
        guard line.take(option) else {
            throw line.error(line.peek ?? option, "\(option) is expected here", "write \(option) and a number")
        }
        return try line.number(of: option)
    }

    private mutating func set(_ option: String) throws(RuleParseError) -> Match {
        let name = try negatable(option)
        var directions: [SetDirection] = []
        for word in try line.value(of: option).split(separator: ",", omittingEmptySubsequences: false) {
            guard let direction = SetDirection(rawValue: String(word)) else {
                throw line.error(option, "'\(word)' is no direction", "write src, dst, or several with commas")
            }
            directions.append(direction)
        }
        return .set(name, directions: directions)
    }

    private mutating func states(_ option: String) throws(RuleParseError) -> Negatable<[ConnectionState]> {
        let list = try negatable(option)
        var states: [ConnectionState] = []
        for word in list.value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let state = ConnectionState(rawValue: String(word)) else {
                let known = ConnectionState.allCases.map(\.rawValue).joined(separator: ", ")
                throw line.error(option, "'\(word)' is no connection state", "the states are \(known)")
            }
            states.append(state)
        }
        return Negatable(states, isNegated: list.isNegated)
    }

    private mutating func addressType() throws(RuleParseError) -> Match {
        let option = line.peek == "!" ? line.peekSecond : line.peek
        return option == "--src-type"
            ? .addressType(.source, try negatable("--src-type"))
            : .addressType(.destination, try negatable("--dst-type"))
    }

    private mutating func mark(_ option: String) throws(RuleParseError) -> Negatable<MaskedMark> {
        let text = try negatable(option)
        return Negatable(try maskedMark(text.value, option), isNegated: text.isNegated)
    }

    /// `0xVALUE/0xMASK`; without a mask every bit counts.
    func maskedMark(_ text: String, _ option: String) throws(RuleParseError) -> MaskedMark {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { UInt32(hexadecimal: $0) }
        guard parts.count <= 2, let first = parts.first, let value = first, let last = parts.last, let mask = last
        else {
            throw line.error(option, "'\(text)' is no mark", "write 0xVALUE or 0xVALUE/0xMASK")
        }
        return MaskedMark(value, mask: parts.count == 2 ? mask : .max)
    }

    private mutating func physdev(_ option: String) throws(RuleParseError) -> Match {
        guard line.take(option) else {
            throw line.error(line.peek ?? option, "npbench knows \(option) only", "remove the rule")
        }
        return .physdevIsBridged
    }

    /// The kernel's number of a probability: `lround(2^31 * p)` (iptables' extensions/libxt_statistic.c).
    private mutating func probability() throws(RuleParseError) -> UInt32 {
        let mode = try plain("--mode")
        guard mode == "random" else { throw line.error("--mode", "npbench does not know mode '\(mode)'", "use random") }
        let option = "--probability"
        let text = try plain(option)
        guard text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let share = Double(text), share <= 1
        else { throw line.error(option, "'\(text)' is no probability", "write a decimal number from 0 to 1") }
        return UInt32((share * 2_147_483_648).rounded())
    }

    private mutating func rate(_ option: String) throws(RuleParseError) -> String {
        let text = try plain(option)
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt32(digits: parts[0]), number > 0,
            ["sec", "min", "hour", "day"].contains(parts[1])
        else { throw line.error(option, "'\(text)' is no rate", "write NUMBER/sec, /min, /hour or /day") }
        return text
    }

    private mutating func burst(_ option: String) throws(RuleParseError) -> Int {
        guard line.take(option) else { return Match.defaultBurst }
        let burst: UInt32 = try line.number(of: option)
        return Int(burst)
    }
}
