import Addressing
import Linux
import Rules
import Testing

@testable import Firewall

@Suite("A table is replaced whole, or not at all", .serialized)
struct ReplaceTests {
    private func filter(_ rules: [Rule], policy: Chain.Policy = .accept) -> Table {
        var table = Table.empty(.filter)
        table.chains[0].rules = rules
        table.chains[1].policy = policy
        return table
    }

    private func matching(set: String) -> Rule {
        Rule(matches: [.set(Negatable(set), directions: [.source])], target: .drop)
    }

    @Test("A restore that names a missing set fails whole, and the table stays as it was")
    func missingSet() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(filter([Rule(target: .jump("X"))], policy: .drop).adding(Chain(name: "X")))
            let before = try KernelFirewall.snapshot(.filter)
            let error = #expect(throws: FirewallError.self) {
                try KernelFirewall.replace(filter([Rule(target: .accept), matching(set: "GONE")]))
            }
            #expect(error?.kind == .refused)
            #expect(error?.operation == "replace table filter")
            #expect(error?.cause.contains("GONE") == true)
            #expect(error?.description.contains("\n") == false)
            #expect(try KernelFirewall.snapshot(.filter) == before)
            #expect(before.ruleCount == 1)
        }
    }

    @Test("A table that the kernel refuses at the commit leaves the old one")
    func refusedCommit() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(filter([Rule(target: .return)]))
            let before = try KernelFirewall.snapshot(.filter)
            let loop = filter([Rule(target: .jump("A"))])
                .adding(Chain(name: "A", rules: [Rule(target: .jump("B"))]))
                .adding(Chain(name: "B", rules: [Rule(target: .jump("A"))]))
            let error = #expect(throws: FirewallError.self) { try KernelFirewall.replace(loop) }
            #expect(error?.kind == .refused)
            #expect(try KernelFirewall.snapshot(.filter) == before)
        }
    }

    @Test("A table that does not validate is refused before the kernel is asked")
    func invalid() throws {
        try FreshNamespace.run {
            let error = #expect(throws: FirewallError.self) {
                try KernelFirewall.replace(filter([Rule(target: .jump("GONE"))]))
            }
            #expect(
                error?.description == "could not replace table filter: rule 1 of chain INPUT of table filter "
                    + "jumps to chain GONE, which does not exist; add the chain"
            )
        }
    }

    @Test("Replacing twice leaves the rules once: built-in chains are not doubled")
    func twice() throws {
        try FreshNamespace.run {
            let table = filter([Rule(target: .accept), Rule(target: .drop)])
            try KernelFirewall.replace(table)
            try KernelFirewall.replace(table)
            #expect(try KernelFirewall.snapshot(.filter).ruleCount == 2)
            try KernelFirewall.replace(.empty(.filter))
            #expect(try KernelFirewall.savedTable(.filter) == .empty(.filter))
        }
    }

    @Test("Built-in chains that the table lacks become empty and accepting")
    func lacking() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(filter([Rule(target: .accept)], policy: .drop))
            try KernelFirewall.replace(Table(name: .filter))
            #expect(try KernelFirewall.savedTable(.filter) == .empty(.filter))
        }
    }

    @Test("Other tables and other namespaces are left alone")
    func elsewhere() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(filter([Rule(target: .accept)]))
            try KernelFirewall.replace(.empty(.nat))
            #expect(try KernelFirewall.snapshot(.filter).ruleCount == 1)
            try FreshNamespace.run {
                let inner = try KernelFirewall.snapshot(.filter)
                #expect(inner.ruleCount == 0)
            }
        }
    }

    @Test(
        "Two commits of one table hash equal, another table does not",
        arguments: ["kr020-npd-multiport", "kr211-npd-multiport"]
    )
    func hashes(name: String) throws {
        let ruleset = try Recording(name).ruleset
        try FreshNamespace.run {
            try KernelFirewall.load(sets: ruleset.sets)
            let table = try #require(ruleset[.filter])
            try KernelFirewall.replace(table)
            let first = try KernelFirewall.snapshot(.filter)
            #expect(try KernelFirewall.snapshot(.filter) == first)
            try KernelFirewall.replace(.empty(.filter))
            #expect(try KernelFirewall.snapshot(.filter).hash != first.hash)
            try KernelFirewall.replace(table)
            #expect(try KernelFirewall.snapshot(.filter).hash == first.hash)
            for changed in changes(of: table) {
                try KernelFirewall.replace(changed)
                #expect(try KernelFirewall.snapshot(.filter).hash != first.hash)
            }
        }
    }

    /// Tables that differ from `table` in one small thing.
    private func changes(of table: Table) -> [Table] {
        var policy = table
        policy.chains[1].policy = .drop
        var swapped = table
        let long = table.chains.firstIndex { $0.rules.count >= 2 && $0.rules[0] != $0.rules[1] } ?? 0
        swapped.chains[long].rules.swapAt(0, 1)
        var shorter = table
        shorter.chains[long].rules.removeLast()
        var comment = table
        comment.chains[long].rules[0].matches.append(.comment("."))
        return [policy, swapped, shorter, comment, table.adding(Chain(name: "EMPTY"))]
    }

    @Test("Probabilities, limits and marks are stable under the hash, also after packets went through them")
    func privateData() throws {
        try FreshNamespace.run {
            let table = filter([
                Rule(matches: [.probability(1 << 30)], target: nil),
                Rule(matches: [.limit(rate: "10/min", burst: 10)], target: .log(group: 100)),
                Rule(matches: [.connectionState(Negatable([.new]))], target: .mark(MaskedMark(1, mask: 1))),
            ])
            try KernelFirewall.replace(table)
            let first = try KernelFirewall.snapshot(.filter)
            try Datagrams.send(20)
            let second = try KernelFirewall.snapshot(.filter)
            #expect(second != first)
            #expect(second.hash == first.hash)
            try KernelFirewall.replace(table)
            #expect(try KernelFirewall.snapshot(.filter) == first)
        }
    }

    @Test("Verifying names the first line that differs")
    func verify() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(filter([Rule(target: .accept)]))
            try KernelFirewall.verify(filter([Rule(target: .accept)]))
            let error = #expect(throws: FirewallError.self) {
                try KernelFirewall.verify(filter([Rule(target: .drop)]))
            }
            #expect(error?.kind == .mismatch)
            #expect(error?.cause == "line 5 is '-A INPUT -j ACCEPT' and not '-A INPUT -j DROP'")
            let shorter = #expect(throws: FirewallError.self) {
                try KernelFirewall.verify(filter([]))
            }
            #expect(shorter?.cause == "line 5 is '-A INPUT -j ACCEPT' and not 'COMMIT'")
        }
    }

    @Test("Rules that npbench did not write and does not know are a mismatch, not an absence")
    func foreignRules() throws {
        try FreshNamespace.run {
            let arguments = ["-w", "10", "-A", "INPUT", "-p", "tcp", "--syn", "-j", "ACCEPT"]
            let added = try ChildProcess.run("iptables-legacy", arguments)
            #expect(added.hasSucceeded)
            let error = #expect(throws: FirewallError.self) { try KernelFirewall.savedTable(.filter) }
            #expect(error?.kind == .mismatch)
            #expect(error?.cause.contains("--tcp-flags") == true)
            #expect(try KernelFirewall.snapshot(.filter).ruleCount == 1)
        }
    }
}

extension Table {
    /// The table with one more chain.
    func adding(_ chain: Chain) -> Table {
        var table = self
        table.chains.append(chain)
        return table
    }
}
