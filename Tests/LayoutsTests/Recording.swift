import Foundation
import Testing

/// The text of `iptables-save` made comparable: what does not depend on a program's rules is taken away.
///
/// Packet counters are dropped, chain names that hash a start time are renamed by first use, canary chains and the nfacct
/// match are ignored, and so is a table that has no rule and no chain of its own then. Everything else is
/// compared line for line: every rule, the order of the rules in each chain, and the set of chains.
struct Recording: Equatable {
    /// By table: chains sorted by their new names, each followed by its rules.
    private(set) var tables: [String: [String]] = [:]

    init(_ text: String) throws {
        for block in Recording.tables(of: text) {
            let lines = Recording.lines(of: block, renamed: Recording.names(in: block))
            if !lines.isEmpty { tables[block.name] = lines }
        }
        try #require(!tables.isEmpty, "a recording has at least one table with rules")
    }

    private struct Block {
        var name: String
        /// `:NAME POLICY`, without counters.
        var declarations: [String] = []
        var rules: [String] = []
    }

    private static func tables(of text: String) -> [Block] {
        var blocks: [Block] = []
        for line in text.split(separator: "\n").map(String.init) {
            switch line.first {
            case "*": blocks.append(Block(name: String(line.dropFirst())))
            case ":" where !line.hasPrefix(":KUBE-PROXY-CANARY "):
                blocks[blocks.count - 1].declarations.append(
                    line.split(separator: " ").dropLast().joined(separator: " ")
                )
            case "-":
                let rule = line.replacing(/\ -m nfacct --nfacct-name  ?\S+/, with: "")
                blocks[blocks.count - 1].rules.append(rule)
            default: break
            }
        }
        return blocks
    }

    /// New names for the chains of kube-router that hash a start time, by first use from the top-level chains on.
    private static func names(in block: Block) -> [String: String] {
        var names: [String: String] = [:]
        var counts: [Substring: Int] = [:]
        func note(_ rule: String) {
            for match in rule.matches(of: /(KUBE-POD-FW|KUBE-NWPLCY)-[A-Z2-7]{16}/) where names[String(match.0)] == nil
            {
                counts[match.1, default: 0] += 1
                names[String(match.0)] = "\(match.1)-\(counts[match.1, default: 0])"
            }
        }
        for rule in block.rules where !rule.hasPrefix("-A KUBE-") { note(rule) }
        for rule in block.rules where rule.hasPrefix("-A KUBE-ROUTER-") { note(rule) }
        for rule in block.rules { note(rule) }
        return names
    }

    private static func lines(of block: Block, renamed names: [String: String]) -> [String] {
        func rename(_ line: String) -> String {
            line.replacing(/(KUBE-POD-FW|KUBE-NWPLCY)-[A-Z2-7]{16}/) { names[String($0.0)] ?? String($0.0) }
        }
        let declarations = block.declarations.map(rename).sorted()
        guard !block.rules.isEmpty || declarations.contains(where: { $0.hasSuffix(" -") }) else { return [] }
        let rules = block.rules.map(rename)
        return declarations.flatMap { declaration in
            let chain = declaration.dropFirst().prefix { $0 != " " }
            return [declaration] + rules.filter { $0.hasPrefix("-A \(chain) ") }
        }
    }
}
