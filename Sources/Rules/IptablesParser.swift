/// Reads what `iptables-legacy-save` prints, with or without `-c`.
struct IptablesParser {
    private(set) var tables: [Table] = []
    private var table: Table?
    /// Where each chain of the open table stands in `Table.chains`.
    private var positions: [String: Int] = [:]

    /// Reads every line of `text`.
    init(_ text: String) throws(RuleParseError) {
        var text = text
        text.makeContiguousUTF8()
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            try read(try LineReader(line: number, bytes: line))
        }
        if let table {
            throw RuleParseError(
                line: number,
                option: "*\(table.name.rawValue)",
                cause: "the table does not end with COMMIT",
                remedy: "the text is cut off: save the rules again"
            )
        }
    }

    private mutating func read(_ line: LineReader) throws(RuleParseError) {
        var line = line
        guard let first = line.next(), !first.hasPrefix("#") else { return }
        switch first.utf8.first {
        case UInt8(ascii: "*"): try open(first.dropFirst(), line)
        case UInt8(ascii: ":"): try declare(String(first.dropFirst()), &line)
        case UInt8(ascii: "["):
            let counters = try Counters(saved: first, line)
            guard line.take("-A") else { throw line.error(first, "no rule follows the counters", "write -A CHAIN ...") }
            try append(counters, &line)
        default:
            switch first {
            case "-A": try append(.zero, &line)
            case "COMMIT": try close(line)
            default:
                throw line.error(
                    first,
                    "no line of saved rules begins so",
                    "give what iptables-legacy-save prints"
                )
            }
        }
    }

    private mutating func open(_ name: Substring, _ line: LineReader) throws(RuleParseError) {
        guard table == nil else {
            throw line.error("*\(name)", "the table before it is still open", "end it with COMMIT")
        }
        guard let name = Table.Name(rawValue: String(name)) else {
            let known = Table.Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw line.error("*\(name)", "there is no such table", "the tables are \(known)")
        }
        guard !tables.contains(where: { $0.name == name }) else {
            throw line.error("*\(name.rawValue)", "the table comes twice", "leave one of the two out")
        }
        try end(line)
        table = Table(name: name)
        positions = [:]
    }

    /// Reads `:NAME POLICY [packets:bytes]`.
    private mutating func declare(_ name: String, _ line: inout LineReader) throws(RuleParseError) {
        // Not the table itself: a second reference to it would copy all its chains at the append below.
        guard let builtIn = table?.name.builtInChains else { throw outside(":\(name)", line) }
        guard !name.isEmpty, positions[name] == nil else {
            throw line.error(":\(name)", "the chain has no name or is declared twice", "declare each chain once")
        }
        let word = try line.value(of: ":\(name)")
        let policy = Chain.Policy(rawValue: word)
        guard policy != nil || word == "-" else {
            throw line.error(word, "it is no policy", "the policies are ACCEPT, DROP and - for a user-defined chain")
        }
        guard builtIn.contains(name) == (policy != nil) else {
            throw line.error(
                word,
                policy == nil ? "a built-in chain has a policy" : "only built-in chains have a policy",
                policy == nil ? "write ACCEPT or DROP" : "write -"
            )
        }
        let counters = try line.next().map { word throws(RuleParseError) in try Counters(saved: word, line) }
        try end(line)
        positions[name] = positions.count
        table?.chains.append(Chain(name: name, policy: policy, counters: counters ?? .zero))
    }

    /// Reads what follows `-A`.
    private mutating func append(_ counters: Counters, _ line: inout LineReader) throws(RuleParseError) {
        guard table != nil else { throw outside("-A", line) }
        let chain = try line.value(of: "-A")
        guard let position = positions[chain] else {
            throw line.error(
                chain,
                "the table has no such chain",
                "declare it before its first rule with ':\(chain) -'"
            )
        }
        var parser = RuleParser(line, chains: positions)
        var rule = try parser.parse()
        rule.counters = counters
        table?.chains[position].rules.append(rule)
    }

    private mutating func close(_ line: LineReader) throws(RuleParseError) {
        guard let table else { throw outside("COMMIT", line) }
        try end(line)
        tables.append(table)
        self.table = nil
    }

    private func end(_ line: LineReader) throws(RuleParseError) {
        var line = line
        if let word = line.next() { throw line.error(word, "nothing may follow here", "remove it") }
    }

    private func outside(_ option: String, _ line: LineReader) -> RuleParseError {
        line.error(option, "no table is open", "begin with *filter or another table")
    }
}

extension Counters {
    /// Reads `[packets:bytes]`.
    fileprivate init(saved text: String, _ line: LineReader) throws(RuleParseError) {
        let parts = text.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard text.hasPrefix("["), text.hasSuffix("]"), parts.count == 2,
            let packets = UInt64(digits: parts[0]), let bytes = UInt64(digits: parts[1])
        else { throw line.error(text, "it is no pair of counters", "write [packets:bytes]") }
        self.init(packets: packets, bytes: bytes)
    }
}
