import Addressing

/// Reads one rule of a chain as nft lists it.
struct NftRuleParser {
    var line: LineReader
    private let family: NftTable.Family
    private var rule = NftRule(statements: [])

    /// Reads a rule of a table of `family`, which holds no addresses of the other.
    init(_ line: LineReader, family: NftTable.Family) {
        self.line = line
        self.family = family
    }

    mutating func parse() throws(RuleParseError) -> NftRule {
        while let word = line.next() {
            guard word != "comment" else {
                rule.comment = try line.value(of: word)
                try line.end()
                return rule
            }
            rule.statements.append(try statement(word))
        }
        return rule
    }

    private mutating func statement(_ word: String) throws(RuleParseError) -> NftStatement {
        switch word {
        case family.rawValue: try address()
        case "fib": try localAddress()
        case "meta": try meta()
        case "tcp", "udp", "sctp": try ports(word)
        case "icmp": .icmpType(try icmpType())
        case "icmpv6": .icmpv6Type(try icmpType())
        case "ct": try connectionTracking()
        case "limit": try limit()
        case "counter": try counter()
        case "log": try log()
        case "reject": .reject
        case "masquerade": .masquerade(fullyRandom: line.take("fully-random"))
        case "dnat": try dnat()
        case "accept": .verdict(.accept)
        case "drop": .verdict(.drop)
        case "return": .verdict(.return)
        case "jump": .verdict(.jump(try line.value(of: word)))
        case "goto": .verdict(.goto(try line.value(of: word)))
        default: throw line.unknown(word, in: "a rule")
        }
    }

    private mutating func address() throws(RuleParseError) -> NftStatement {
        let end = try direction()
        if family == .ip, line.peek == "." {
            return try lookup(beginningWith: end == .source ? .source : .destination)
        }
        let isNegated = line.take("!=")
        let word = try line.value(of: "\(family.rawValue) \(end.nftField)")
        if let name = set(word) {
            let set = NftStatement.Operand.set(name, family: family == .ip ? .ipv4 : .ipv6)
            return .address(end, Negatable(set, isNegated: isNegated))
        }
        guard let block = IPBlock(word), (block.family == .ipv4) == (family == .ip) else {
            throw line.error(
                word,
                "it is neither an address block of the family \(family.rawValue) nor a set",
                "write an address, a block or @set"
            )
        }
        return .address(end, Negatable(.block(block), isNegated: isNegated))
    }

    private mutating func localAddress() throws(RuleParseError) -> NftStatement {
        let end = try direction()
        try line.require("type")
        try line.require("local")
        return .localAddress(end)
    }

    private mutating func direction() throws(RuleParseError) -> SetDirection {
        if line.take("saddr") { return .source }
        try line.require("daddr")
        return .destination
    }

    private mutating func meta() throws(RuleParseError) -> NftStatement {
        let word = try line.value(of: "meta")
        switch word {
        case "l4proto":
            if line.peek == "." { return try lookup(beginningWith: .transport) }
            return .transport(try transport(try line.value(of: word)))
        case "mark":
            guard line.take("set") else { return try mark() }
            try line.require("meta")
            try line.require("mark")
            let sign = try line.value(of: "mark")
            guard let operation = NftStatement.MarkOperation(rawValue: sign) else {
                throw line.unknown(sign, in: "a mark")
            }
            return .setMark(operation, try bits())
        default: throw line.unknown(word, in: "a rule")
        }
    }

    private mutating func mark() throws(RuleParseError) -> NftStatement {
        try line.require("&")
        let mask = try bits()
        let isNegated = line.take("!=")
        if !isNegated { try line.require("==") }
        return .mark(Negatable(MaskedMark(try bits(), mask: mask), isNegated: isNegated))
    }

    private mutating func bits() throws(RuleParseError) -> UInt32 {
        let word = try line.value(of: "mark")
        guard let bits = UInt32(hexadecimal: word) else {
            throw line.error(word, "it is no mark", "write it as 0x and up to eight hexadecimal digits")
        }
        return bits
    }

    private func transport(_ word: String) throws(RuleParseError) -> Transport {
        guard let transport = Transport(rawValue: word) else {
            let known = Transport.allCases.map(\.rawValue).joined(separator: ", ")
            throw line.error(word, "npbench does not know this protocol", "the protocols are \(known)")
        }
        return transport
    }

    private mutating func ports(_ word: String) throws(RuleParseError) -> NftStatement {
        let transport = try transport(word)
        try line.require("dport")
        let text = try line.value(of: "dport")
        let ports = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16(digits: $0) }
        guard (1...2).contains(ports.count), let lower = ports[0], let upper = ports[ports.count - 1], lower <= upper
        else { throw line.error(text, "it is no port and no range of ports", "write N or N-M") }
        return .destinationPort(transport, PortRange(lower: lower, upper: upper))
    }

    private mutating func icmpType<Kind: RawRepresentable<String>>() throws(RuleParseError) -> Kind {
        try line.require("type")
        let word = try line.value(of: "type")
        guard let type = Kind(rawValue: word) else { throw line.unknown(word, in: "an ICMP match") }
        return type
    }

    private mutating func connectionTracking() throws(RuleParseError) -> NftStatement {
        if line.take("status") {
            try line.require("dnat")
            return .translated
        }
        try line.require("state")
        let text = try line.value(of: "state")
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let states = words.compactMap { ConnectionState(rawValue: $0.uppercased()) }
        guard states.count == words.count else {
            throw line.error(text, "npbench does not know one of these states", "name states of ct state")
        }
        return .connectionState(states)
    }

    private mutating func limit() throws(RuleParseError) -> NftStatement {
        try line.require("rate")
        let rate = try line.value(of: "rate")
        try line.require("burst")
        let burst: Int = try line.number(of: "burst")
        try line.require("packets")
        return .limit(rate: rate, burst: burst)
    }

    private mutating func counter() throws(RuleParseError) -> NftStatement {
        try line.require("packets")
        let packets: UInt64 = try line.number(of: "packets")
        try line.require("bytes")
        return .counter(Counters(packets: packets, bytes: try line.number(of: "bytes")))
    }

    private mutating func log() throws(RuleParseError) -> NftStatement {
        try line.require("group")
        return .log(group: try line.number(of: "group"))
    }

    /// Reads `. FIELD ... [vmap] @NAME` behind the first field of a key.
    private mutating func lookup(beginningWith first: NftField) throws(RuleParseError) -> NftStatement {
        var fields = [first]
        while line.take(".") {
            let header = try line.value(of: ".")
            let text = header + " " + (line.next() ?? "")
            guard let field = NftField(rawValue: text) else { throw line.unknown(text, in: "a key") }
            fields.append(field)
        }
        let isVerdictMap = line.take("vmap")
        let word = try line.value(of: isVerdictMap ? "vmap" : "key")
        guard let name = set(word) else { throw line.error(word, "it is no set", "write @ and the set's name") }
        return isVerdictMap ? .verdictMap(fields, name) : .member(fields, of: name)
    }

    /// The name behind an `@`.
    private func set(_ word: String) -> String? {
        word.hasPrefix("@") && word.count > 1 ? String(word.dropFirst()) : nil
    }
}

extension NftRuleParser {
    /// Reads `ip to numgen random mod N map { 0 : ADDRESS . PORT, ... }`.
    private mutating func dnat() throws(RuleParseError) -> NftStatement {
        for word in ["ip", "to", "numgen", "random", "mod"] { try line.require(word) }
        let count: Int = try line.number(of: "mod")
        try line.require("map")
        try line.require("{")
        var endpoints: [NftStatement.Endpoint] = []
        while !line.take("}") {
            let choice: Int = try line.number(of: "map")
            try line.require(":")
            let text = try line.value(of: ":")
            try line.require(".")
            var number = try line.value(of: ".")
            if number.hasSuffix(",") { number.removeLast() }
            guard let address = IPv4Address(text), let port = UInt16(digits: number), choice == endpoints.count else {
                throw line.error(text, "it is no choice of an endpoint", "write N : ADDRESS . PORT, N from 0 up")
            }
            endpoints.append(NftStatement.Endpoint(address, port))
        }
        guard endpoints.count == count else {
            throw line.error("mod \(count)", "the map has \(endpoints.count) endpoints", "give one for each number")
        }
        return .dnat(toOneOf: endpoints)
    }
}
