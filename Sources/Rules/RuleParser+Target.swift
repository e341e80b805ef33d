import Addressing

extension RuleParser {
    /// Reads the options of `-j NAME`; a name that is no known target must be a chain.
    mutating func target(_ name: String) throws(RuleParseError) -> RuleTarget {
        switch name {
        case "ACCEPT": .accept
        case "DROP": .drop
        case "RETURN": .return
        case "REJECT": .reject(with: try required("--reject-with"))
        case "DNAT": try dnat("--to-destination")
        case "MASQUERADE": .masquerade(randomFully: line.take("--random-fully"))
        case "MARK": .mark(try maskedMark(try required("--set-xmark"), "--set-xmark"))
        case "NFLOG": .log(group: line.take("--nflog-group") ? try line.number(of: "--nflog-group") : 0)
        default: .jump(try chain(name))
        }
    }

    private mutating func required(_ option: String) throws(RuleParseError) -> String {
        guard line.take(option) else {
            throw line.error(line.peek ?? option, "\(option) is expected here", "write \(option) and its value")
        }
        return try line.value(of: option)
    }

    private mutating func dnat(_ option: String) throws(RuleParseError) -> RuleTarget {
        let text = try required(option)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(parts[0]), let port = UInt16(digits: parts[1]) else {
            throw line.error(option, "'\(text)' is not one address with one port", "write ADDRESS:PORT")
        }
        return .dnat(to: address, port: port)
    }
}
