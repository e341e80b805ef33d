/// Reads what `nft list table` and `nft list ruleset` print.
///
/// Block by block: tables hold sets, maps and chains, and those one line for each of their parts. Whatever the model cannot
/// hold is an error with its line: a table that lost a statement would judge otherwise than it says.
struct NftParser {
    private(set) var tables: [NftTable] = []
    private var table: NftTable?
    private var set: NftSet?
    private var chain: NftChain?
    /// Whether the elements of `set` go on in the next line.
    private var isListingElements = false

    /// Reads every line of `text`.
    init(_ text: String) throws(RuleParseError) {
        var text = text
        text.makeContiguousUTF8()
        var number = 0
        for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let line = try LineReader(line: number, bytes: bytes)
            var words = line
            guard let first = words.next(), !first.hasPrefix("#") else { continue }
            try read(line)
        }
        if let table {
            throw RuleParseError(
                line: number,
                option: "table \(table.name)",
                cause: "the table does not end with }",
                remedy: "the text is cut off: list the rules again"
            )
        }
    }

    private mutating func read(_ line: LineReader) throws(RuleParseError) {
        var line = line
        if isListingElements {
            try readElements(&line)
        } else if set != nil {
            try readSet(&line)
        } else if chain != nil {
            try readChain(&line)
        } else if table != nil {
            try readTable(&line)
        } else {
            try open(&line)
        }
    }

    private mutating func open(_ line: inout LineReader) throws(RuleParseError) {
        try line.require("table")
        let word = try line.value(of: "table")
        guard let family = NftTable.Family(rawValue: word) else {
            throw line.error(word, "npbench holds no tables of this family", "list tables of the families ip and ip6")
        }
        let name = try line.value(of: "table \(word)")
        guard !tables.contains(where: { $0.name == name }) else {
            throw line.error(name, "the table comes twice", "leave one of the two out")
        }
        try line.require("{")
        try line.end()
        table = NftTable(family: family, name: name)
    }

    private mutating func readTable(_ line: inout LineReader) throws(RuleParseError) {
        let word = try line.value(of: "table")
        switch word {
        case "comment": table?.comment = try line.value(of: word)
        case "flags":
            try line.require("dormant")
            table?.isDormant = true
        case "set", "map":
            set = NftSet(name: try line.value(of: word), key: [], isVerdictMap: word == "map")
            try line.require("{")
        case "chain":
            chain = NftChain(name: try line.value(of: word))
            try line.require("{")
        case "}":
            if let table { tables.append(table) }
            table = nil
        default: throw line.unknown(word, in: "a table")
        }
        try line.end()
    }

    private mutating func readSet(_ line: inout LineReader) throws(RuleParseError) {
        let word = try line.value(of: "set")
        switch word {
        case "type": try readType(&line)
        case "flags":
            try line.require("interval")
            set?.holdsIntervals = true
        case "comment": set?.comment = try line.value(of: word)
        case "elements":
            try line.require("=")
            try line.require("{")
            isListingElements = true
            try readElements(&line)
        case "}":
            if let set { table?.sets.append(set) }
            set = nil
        default: throw line.unknown(word, in: "a set")
        }
        try line.end()
    }

    /// Reads `FIELD . FIELD` and, of a map, `: verdict`.
    private mutating func readType(_ line: inout LineReader) throws(RuleParseError) {
        repeat {
            let word = try line.value(of: "type")
            guard let field = NftSet.KeyType(rawValue: word) else {
                let known = NftSet.KeyType.allCases.map(\.rawValue).joined(separator: ", ")
                throw line.error(word, "npbench does not know this type", "the types are \(known)")
            }
            set?.key.append(field)
        } while line.take(".")
        if set?.isVerdictMap == true {
            try line.require(":")
            try line.require("verdict")
        }
    }

    /// Reads the elements of one line, up to the `}` of the last one.
    private mutating func readElements(_ line: inout LineReader) throws(RuleParseError) {
        guard let set else { return }
        while line.peek != nil {
            let (element, isLast) = try line.element(of: set)
            self.set?.elements.append(element)
            guard isLast else { continue }
            try line.require("}")
            try line.end()
            isListingElements = false
            return
        }
    }

    private mutating func readChain(_ line: inout LineReader) throws(RuleParseError) {
        switch line.peek {
        case "comment" where chain?.rules.isEmpty == true && chain?.comment == nil:
            _ = line.next()
            chain?.comment = try line.value(of: "comment")
            try line.end()
        case "type": chain?.base = try line.base()
        case "}":
            _ = line.next()
            try line.end()
            if let chain { table?.chains.append(chain) }
            chain = nil
        default:
            var parser = NftRuleParser(line, family: table?.family ?? .ip)
            chain?.rules.append(try parser.parse())
        }
    }
}

extension [NftTable] {
    /// Reads what `nft list ruleset` or `nft list table` prints.
    ///
    /// Lines that begin with `#` and empty lines are passed over. A table of another family than ip and ip6, and whatever else the
    /// model cannot hold, is an error that names the line and the word.
    package init(nftList text: String) throws(RuleParseError) {
        self = try NftParser(text).tables
    }
}
