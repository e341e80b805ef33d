import Addressing

/// Reads one rule: what follows `-A CHAIN`.
///
/// What the model cannot hold is an error and never dropped: a rule that lost a criterion would match more than it says.
struct RuleParser {
    var line: LineReader
    /// The chains that rules of this table may jump to.
    private let chains: [String: Int]
    private var rule = Rule(target: nil)
    /// The match or target whose options may come now, for error sentences.
    private var context = "a rule"

    init(_ line: LineReader, chains: [String: Int]) {
        self.line = line
        self.chains = chains
    }

    mutating func parse() throws(RuleParseError) -> Rule {
        while let word = line.next() {
            let isNegated = word == "!"
            let option = isNegated ? try line.value(of: word) : word
            switch option {
            case "-s": try set(\.source, option, to: Negatable(try line.block(of: option), isNegated: isNegated))
            case "-d": try set(\.destination, option, to: Negatable(try line.block(of: option), isNegated: isNegated))
            case "-i": try set(\.inInterface, option, to: Negatable(try line.value(of: option), isNegated: isNegated))
            case "-o": try set(\.outInterface, option, to: Negatable(try line.value(of: option), isNegated: isNegated))
            case "-p": try set(\.transport, option, to: Negatable(try transport(option), isNegated: isNegated))
            case "-m" where !isNegated:
                let name = try line.value(of: option)
                context = "-m \(name)"
                rule.matches.append(try match(name))
            case "-j" where !isNegated:
                let name = try line.value(of: option)
                context = "-j \(name)"
                try set(\.target, option, to: try target(name))
            case "-g" where !isNegated:
                let name = try line.value(of: option)
                try set(\.target, option, to: .goto(try chain(name)))
            default: throw unknown(option, isNegated: isNegated)
            }
        }
        return rule
    }

    /// A jump's destination, which must be a chain of the table.
    func chain(_ name: String) throws(RuleParseError) -> String {
        guard chains[name] != nil else {
            throw line.error(
                name,
                "it is neither a chain of the table nor a target that npbench knows",
                "declare the chain, or remove the rule"
            )
        }
        return name
    }

    private mutating func set<Value>(
        _ field: WritableKeyPath<Rule, Value?>,
        _ option: String,
        to value: Value
    ) throws(RuleParseError) {
        guard rule[keyPath: field] == nil else { throw line.error(option, "it is given twice", "leave one out") }
        rule[keyPath: field] = value
    }

    private mutating func transport(_ option: String) throws(RuleParseError) -> Transport {
        let name = try line.value(of: option)
        guard let transport = Transport(rawValue: name) else {
            let known = Transport.allCases.map(\.rawValue).joined(separator: ", ")
            throw line.error(name, "npbench does not know this protocol", "the protocols are \(known)")
        }
        return transport
    }

    private func unknown(_ option: String, isNegated: Bool) -> RuleParseError {
        line.error(
            isNegated ? "! \(option)" : option,
            "npbench does not know this option of \(context)",
            "remove the rule, or write it with the options that kube-proxy and the known controllers use"
        )
    }
}
