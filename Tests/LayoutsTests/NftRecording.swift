import Addressing
import Rules

/// A table of nftables made comparable: what does not depend on a program's rules is taken away.
///
/// Packet counters are dropped, chain names that hash a start time are renamed by first use, and chains, sets and elements
/// stand in the order of their names. Everything else is compared: every rule, the order of the rules in each chain,
/// comments, and which chains and sets there are.
struct NftRecording: Equatable {
    let table: NftTable

    init(_ table: NftTable) {
        var table = table.forComparison()
        let names = NftRecording.names(in: table)
        for chain in table.chains.indices {
            table.chains[chain].name = names[table.chains[chain].name] ?? table.chains[chain].name
            for rule in table.chains[chain].rules.indices {
                table.chains[chain].rules[rule].statements = table.chains[chain].rules[rule].statements.map {
                    guard case .verdict(.jump(let target)) = $0, let name = names[target] else { return $0 }
                    return .verdict(.jump(name))
                }
            }
        }
        table.chains.sort { $0.name < $1.name }
        table.sets.sort { $0.name < $1.name }
        self.table = table
    }

    /// New names for the chains of kube-router that hash a start time, by first use from the base chains on.
    private static func names(in table: NftTable) -> [String: String] {
        var names: [String: String] = [:]
        var counts: [String: Int] = [:]
        func note(_ name: String) {
            guard names[name] == nil, let prefix = name.prefixMatch(of: /(KUBE-POD-FW|KUBE-NWPLCY)-[A-Z2-7]{16}$/)?.1
            else { return }
            counts[String(prefix), default: 0] += 1
            names[name] = "\(prefix)-\(counts[String(prefix), default: 0])"
        }
        let bases = table.chains.filter { $0.base != nil }.sorted { $0.name < $1.name }
        for chain in bases + table.chains.filter({ $0.base == nil }) {
            if chain.base == nil { note(chain.name) }
            for case .verdict(.jump(let target)) in chain.rules.flatMap(\.statements) { note(target) }
        }
        return names
    }
}

extension Ruleset {
    /// The rules of a chain of the only table of nftables, as nft lists them.
    func nftLines(_ chain: String) -> [String] {
        let lines = nftList.split(separator: "\n").drop { $0 != "\tchain \(chain) {" }.dropFirst()
        return lines.prefix { $0 != "\t}" }.map { String($0.drop { $0 == "\t" }) }.filter {
            !$0.hasPrefix("comment") && !$0.hasPrefix("type ")
        }
    }

    /// The addresses and blocks that a set of the only table of nftables holds, as text.
    func nftElements(_ set: String) -> [String]? {
        nftables.first?.sets.first { $0.name == set }?.elements.map { element in
            guard case .address(let block) = element.key.first else { return "" }
            return block.prefixLength == 32 ? "\(block.network)" : "\(block)"
        }
    }
}
