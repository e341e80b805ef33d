import Addressing
import Linux
import Rules
import Testing

@testable import Firewall

@Suite("Raw entries of nftables", .serialized)
struct NftEntriesTests {
    @Test("Entries count what a listing counts, rule by rule", arguments: Recording.nftables)
    func counters(name: String) throws {
        let recorded = try Recording.nftTable(name)
        try FreshNamespace.run {
            try NftTable.put(recorded)
            try Datagrams.send(3)
            let listed = try #require(try KernelFirewall.nftables()[recorded.name])
            let entries = try KernelFirewall.nftEntries(of: [recorded.name, "never-there"])
            #expect(entries.awake == [recorded.name])
            #expect(entries.ruleCount == recorded.ruleCount)
            #expect(entries.packetsAsleep == 0)
            for chain in listed.chains {
                for (index, rule) in chain.rules.enumerated() {
                    let place = RuleReference(nftables: recorded.name, chain: chain.name, index: index)
                    #expect(entries.counters(of: place) == rule.counters)
                }
                let behind = RuleReference(nftables: recorded.name, chain: chain.name, index: chain.rules.count)
                #expect(entries.counters(of: behind) == nil)
            }
        }
    }

    @Test("The hash is the same for the same rules written again, and another for any other rule")
    func hashes() throws {
        let recorded = try Recording.nftTable("kr211nft-npd-multiport")
        var renamed = recorded
        renamed.name = "other"
        var uncounted = recorded
        uncounted.chains[0].rules[0].statements.removeAll { if case .counter = $0 { true } else { false } }
        try FreshNamespace.run {
            func entries() throws -> NftEntries { try KernelFirewall.nftEntries(of: [recorded.name]) }
            try NftTable.put(recorded)
            let first = try entries()
            try Datagrams.send(3)
            let counted = try entries()
            #expect(counted != first)
            #expect(counted.hash == first.hash)
            #expect(counted.generation == first.generation)
            for changed in recorded.withOtherRules + [uncounted] {
                try NftTable.put(changed)
                #expect(try entries().hash != first.hash)
            }
            try NftTable.put(recorded, renamed)
            #expect(try entries().hash == first.hash)
            #expect(try entries().generation > first.generation)
            #expect(try KernelFirewall.nftEntries(of: [recorded.name, "other"]).hash != first.hash)
        }
    }

    @Test(
        "Every commit has the next generation, also one that changes a single element and one that changes nothing for good"
    )
    func generations() throws {
        let recorded = try Recording.nftTable("kr211nft-npd-multiport")
        let set = recorded.sets[1].name
        try FreshNamespace.run {
            try NftTable.put(recorded)
            for change in ["add element", "delete element"] {
                let before = try KernelFirewall.nftGeneration()
                let added = try ChildProcess.run("nft", ["\(change) ip \(recorded.name) \(set) { 192.0.2.1 }"])
                #expect(added.hasSucceeded, "\(added.errorText)")
                #expect(try KernelFirewall.nftGeneration() == before + 1)
            }
            let before = try KernelFirewall.nftGeneration()
            _ = try KernelFirewall.nftables()
            #expect(try KernelFirewall.nftGeneration() == before)
        }
    }

    @Test("A table that sleeps counts nothing, and its rules are in no hash")
    func asleep() throws {
        let base = NftChain.Base(kind: .filter, hook: .input, priority: 0)
        let counting = NftChain(name: "INPUT", base: base, rules: [NftRule(.counter(Counters(packets: 5, bytes: 9)))])
        try FreshNamespace.run {
            let empty = try KernelFirewall.nftEntries(of: ["t"])
            try NftTable.put(NftTable(name: "t", isDormant: true, chains: [counting]))
            try Datagrams.send(3)
            let entries = try KernelFirewall.nftEntries(of: ["t"])
            #expect(entries.packetsAsleep == 5)
            #expect(entries.awake == [])
            #expect(entries.hash == empty.hash)
            #expect(entries.ruleCount == 0)
        }
    }
}
