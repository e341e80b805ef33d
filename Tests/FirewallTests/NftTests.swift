import Addressing
import Linux
import Rules
import Testing

@testable import Firewall

@Suite("Tables of nftables in the kernel", .serialized)
struct NftTests {
    private func table(_ name: String = "t", _ rules: NftRule...) -> NftTable {
        let base = NftChain.Base(kind: .filter, hook: .input, priority: 0)
        return NftTable(name: name, chains: [NftChain(name: "INPUT", base: base, rules: rules)])
    }

    @Test("What the real programs wrote goes in and lists as it was recorded", arguments: Recording.nftables)
    func recordings(name: String) throws {
        let meant = try Recording.nftTable(name)
        try FreshNamespace.run {
            try NftTable.put(meant)
            let listed = try KernelFirewall.nftables()
            #expect(listed.tables.map { $0.forComparison() } == [meant.forComparison()])
            #expect(listed.ruleCount == meant.ruleCount)
            #expect(listed[meant.name] != nil && listed["other"] == nil)
            try KernelFirewall.verify(nftables: [meant])
        }
    }

    @Test("A set with adjacent blocks lists them as they were written")
    func intervals() throws {
        let blocks = [(0, 1), (128, 1)].map { IPBlock(.v4(IPv4Address($0.0, 0, 0, 0)), prefixLength: $0.1) }
        var meant = table()
        meant.sets = [
            NftSet(name: "S", key: [.address], holdsIntervals: true, elements: blocks.map { .init([.address($0)]) })
        ]
        try FreshNamespace.run {
            try NftTable.put(meant)
            try KernelFirewall.verify(nftables: [meant])
        }
    }

    @Test("Replacing twice leaves the rules once, and a table can be removed, there or not")
    func replacing() throws {
        try FreshNamespace.run {
            let one = table("t", NftRule(.verdict(.accept)), NftRule(.reject))
            try NftTable.put(one)
            try NftTable.put(one, removing: "never-there")
            try KernelFirewall.verify(nftables: [one])
            let other = table("t", NftRule(.verdict(.drop)))
            try NftTable.put(other, table("u"))
            try KernelFirewall.verify(nftables: [other, table("u")])
            try NftTable.put(removing: "t", "u")
            #expect(try KernelFirewall.nftables().tables == [])
            try KernelFirewall.verify(nftables: [])
        }
    }

    @Test("A replacement that the kernel refuses changes nothing, and is one sentence")
    func refused() throws {
        try FreshNamespace.run {
            let one = table("t", NftRule(.verdict(.accept)))
            try NftTable.put(one)
            let before = try KernelFirewall.nftables()
            for bad in [NftRule(.masquerade(fullyRandom: true)), NftRule(.address(.source, Negatable(.set("GONE"))))] {
                let error = #expect(throws: FirewallError.self) { try NftTable.put(table("u"), table("t", bad)) }
                #expect(error?.kind == .refused)
                #expect(error?.operation == "replace nftables u, t")
                #expect(error?.cause.hasPrefix("nft exited with status 1: ") == true)
                #expect(error?.cause.contains("Error: ") == true)
                #expect(error?.description.contains("\n") == false)
                #expect(error?.description.contains("^^^") == false)
                #expect(try KernelFirewall.nftables() == before)
            }
        }
    }

    @Test("Every packet is counted once in each rule that it matches, and a new table starts at zero")
    func counters() throws {
        let toPort = { (port: UInt16, verdict: NftVerdict) in
            NftRule(.destinationPort(.udp, PortRange(port)), .counter(.zero), .verdict(verdict))
        }
        var meant = table("t", toPort(9, .jump("COUNT")), toPort(10, .drop))
        meant.chains.append(NftChain(name: "COUNT", rules: [NftRule(.counter(.zero)), NftRule(.verdict(.return))]))
        try FreshNamespace.run {
            try NftTable.put(meant)
            let fresh = try KernelFirewall.nftables()
            try Datagrams.send(7)
            try Datagrams.send(3, port: 10)
            let counted = try KernelFirewall.nftables()
            let seven = Counters(packets: 7, bytes: 7 * Datagrams.size)
            #expect(
                counted["t"]?["INPUT"]?.rules.map(\.counters)
                    == [seven, Counters(packets: 3, bytes: 3 * Datagrams.size)]
            )
            #expect(counted["t"]?["COUNT"]?.rules.map(\.counters) == [seven, nil])
            #expect(counted != fresh)
            #expect(counted.hash == fresh.hash)
            try KernelFirewall.verify(nftables: [meant])
            try NftTable.put(try #require(counted["t"]))
            #expect(try KernelFirewall.nftables() == counted)
            try NftTable.put(meant)
            #expect(try KernelFirewall.nftables() == fresh)
        }
    }

    @Test("Any other difference changes the hash")
    func hashes() throws {
        let recorded = try Recording.nftTable("kr211nft-npd-multiport")
        var member = recorded
        member.sets[1].elements.removeLast()
        try FreshNamespace.run {
            try NftTable.put(recorded)
            let hash = try KernelFirewall.nftables().hash
            for changed in recorded.withOtherRules + [member] {
                try NftTable.put(changed)
                #expect(try KernelFirewall.nftables().hash != hash)
            }
            try NftTable.put(recorded)
            #expect(try KernelFirewall.nftables().hash == hash)
            try NftTable.put(recorded, table("u"))
            #expect(try KernelFirewall.nftables().hash != hash)
        }
    }

    @Test("Verifying names the first line that differs, and a table too many")
    func verify() throws {
        try FreshNamespace.run {
            try NftTable.put(table("t", NftRule(.verdict(.accept))))
            let error = #expect(throws: FirewallError.self) {
                try KernelFirewall.verify(nftables: [table("t", NftRule(.verdict(.drop)))])
            }
            #expect(error?.kind == .mismatch)
            #expect(error?.cause == "line 4 is '\t\taccept' and not '\t\tdrop'")
            let none = #expect(throws: FirewallError.self) { try KernelFirewall.verify(nftables: []) }
            #expect(none?.cause == "line 1 is 'table ip t {' and not ''")
        }
    }

    @Test("A table that npbench did not write and does not know is a mismatch, not an absence")
    func foreign() throws {
        try FreshNamespace.run {
            let script = Array("table inet other {\n}\n".utf8)
            let added = try ChildProcess.run("nft", ["-f", "-"], input: script)
            #expect(added.hasSucceeded)
            let error = #expect(throws: FirewallError.self) { try KernelFirewall.nftables() }
            #expect(error?.kind == .mismatch)
            #expect(error?.cause.contains("'inet'") == true)
        }
    }

    @Test("Tables of iptables and of nftables leave each other alone")
    func beside() throws {
        try FreshNamespace.run {
            try NftTable.put(table("t", NftRule(.verdict(.accept))))
            var filter = Table.empty(.filter)
            filter.chains[0].rules = [Rule(target: .accept)]
            try KernelFirewall.replace(filter)
            #expect(try KernelFirewall.nftables().ruleCount == 1)
            try NftTable.put(removing: "t")
            #expect(try KernelFirewall.snapshot(.filter).ruleCount == 1)
        }
    }
}
