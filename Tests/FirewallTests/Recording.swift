import Foundation
import Rules

/// Rules and sets that were recorded from the real programs, as the tests of Rules hold them.
struct Recording {
    static let controllers = ["kr020", "kr211"].flatMap { program in
        [
            "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
            "ex5-ingress-cidr-port", "npd-multiport",
        ].map { "\(program)-\($0)" }
    }
    static let all = controllers + ["kubeproxy136"]

    let ruleset: Ruleset

    /// Reads a recording; the nfacct match is left out, whose kernel module is rare.
    init(_ name: String) throws {
        var ruleset = try Ruleset(
            iptablesSave: try Recording.text(name, "iptables"),
            ipsetSave: Recording.controllers.contains(name) ? try Recording.text(name, "ipset") : ""
        )
        for table in ruleset.tables.indices {
            for chain in ruleset.tables[table].chains.indices {
                for rule in ruleset.tables[table].chains[chain].rules.indices {
                    ruleset.tables[table].chains[chain].rules[rule].matches.removeAll {
                        if case .accounting = $0 { true } else { false }
                    }
                }
            }
        }
        self.ruleset = ruleset
    }

    /// Tables of nftables that were recorded from kube-router and kube-proxy.
    static let nftables =
        [
            "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
            "ex5-ingress-cidr-port", "npd-multiport",
        ].map { "kr211nft-\($0)" } + ["kubeproxy136"]

    /// The recorded table of IPv4.
    static func nftTable(_ name: String) throws -> NftTable {
        let lines = try text(name, "nft").split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { !$0.hasPrefix("table ip k") }.prefix { $0 != "}" }
        let tables = try [NftTable](nftList: table.joined(separator: "\n") + "\n}\n")
        return tables[0]
    }

    private static func text(_ name: String, _ kind: String) throws -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: tests.appending(path: "RulesTests/Data/\(name).\(kind)"), encoding: .utf8)
    }
}
