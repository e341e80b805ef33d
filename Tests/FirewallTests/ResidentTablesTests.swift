import Addressing
import Linux
import Rules
import Testing

@testable import Firewall

@Suite("Tables of nftables that stay while others judge", .serialized)
struct ResidentTablesTests {
    private static let pod = IPBlock(.v4(IPv4Address(127, 0, 0, 1)))

    /// A table that counts what comes in from an address of its set.
    private func table(_ name: String, _ comment: String? = nil) -> NftTable {
        let base = NftChain.Base(kind: .filter, hook: .input, priority: 0)
        let rule = NftRule(
            .address(.source, Negatable(.set("S"))),
            .destinationPort(.udp, PortRange(9)),
            .counter(.zero),
            comment: comment
        )
        return NftTable(
            name: name,
            sets: [NftSet(name: "S", key: [.address], elements: [.init([.address(Self.pod)])])],
            chains: [NftChain(name: "INPUT", base: base, rules: [rule])]
        )
    }

    private func packets(_ entries: NftEntries, _ table: String) -> UInt64? {
        entries.counters(of: RuleReference(nftables: table, chain: "INPUT", index: 0))?.packets
    }

    private func run(_ commands: String) throws {
        let result = try ChildProcess.run("nft", ["-f", "-"], input: Array(commands.utf8))
        #expect(result.hasSucceeded, "\(result.errorText)")
    }

    @Test("Only the tables that are awake see packets, and each begins with its counters at zero")
    func switching() throws {
        let a = NftAwakening([table("a")])
        let b = NftAwakening([table("b")])
        let none = NftAwakening([])
        try FreshNamespace.run {
            var resident = ResidentTables()
            for choice in [none, a, b] {
                #expect(try !resident.awaken(choice), "what was never verified is not known")
                try resident.verify(awake: choice.tables)
            }
            try Datagrams.send(2)
            var entries = try resident.entries()
            #expect(entries.awake == ["b"])
            #expect(packets(entries, "a") == 0)
            #expect(packets(entries, "b") == 2)
            for choice in [a, a, none, none, b, a] {
                #expect(try resident.awaken(choice), "all commits are its own")
                entries = try resident.entries()
                #expect(entries.awake == choice.tables.map(\.name))
                for name in entries.awake { #expect(packets(entries, name) == 0) }
                let asleep = entries.packetsAsleep
                try Datagrams.send(3)
                entries = try resident.entries()
                for name in entries.awake { #expect(packets(entries, name) == 3) }
                #expect(entries.packetsAsleep == asleep)
            }
            try resident.verify(awake: a.tables)
        }
    }

    @Test(
        "Whatever the real programs wrote stays as it was recorded, in one batch and in pieces",
        arguments: Recording.nftables
    )
    func recordings(name: String) throws {
        let meant = try Recording.nftTable(name)
        try FreshNamespace.run {
            for largest in [NftReplacement.largestBatch, 5000] {
                var resident = ResidentTables()
                let on = NftAwakening([meant], largestBatch: largest)
                #expect((on.batches.count > 2) == (largest == 5000))
                _ = try resident.awaken(on)
                try resident.verify(awake: [meant])
                let hash = try resident.entries().hash
                for choice in [NftAwakening([]), on, on] { #expect(try resident.awaken(choice)) }
                #expect(try resident.entries().hash == hash)
                try KernelFirewall.verify(nftables: [meant])
            }
        }
    }

    static let intrusions = [
        "add element ip a S { 192.0.2.1 }", "delete element ip a S { 127.0.0.1 }", "add rule ip b INPUT drop",
        "add table ip a { flags dormant; }",
        // What is undone leaves its commits.
        "add table ip c\ndelete table ip c",
    ]
    static let intruders = ["add table ip c", "add table inet c"]

    @Test(
        "A commit of somebody else is found out by the next reading, and the next switch sets it right",
        arguments: intrusions + intruders
    )
    func intrusion(commands: String) throws {
        let choices = [NftAwakening([table("b")]), NftAwakening([table("a")])]
        try FreshNamespace.run {
            var resident = ResidentTables()
            for choice in choices {
                _ = try resident.awaken(choice)
                try resident.verify(awake: choice.tables)
            }
            _ = try resident.entries()
            for line in commands.split(separator: "\n") { try run(String(line)) }
            let error = #expect(throws: FirewallError.self) { try resident.entries() }
            #expect(error?.kind == .mismatch)
            #expect(error?.cause == "somebody else wrote to nftables")
            #expect(try !resident.awaken(choices[1]))
            #expect(throws: FirewallError.self) { try resident.entries() }
            // But for a table of somebody else, which is not for us to remove.
            guard Self.intrusions.contains(commands) else {
                #expect(throws: FirewallError.self) { try resident.verify(awake: choices[1].tables) }
                return
            }
            try resident.verify(awake: choices[1].tables)
            try KernelFirewall.verify(nftables: choices[1].tables)
            #expect(try resident.entries().awake == ["a"])
        }
    }

    @Test(
        "What somebody else changed is listed when it is verified, asleep or awake",
        arguments: intrusions.prefix(4) + intruders
    )
    func verifying(commands: String) throws {
        let choices = [NftAwakening([table("b")]), NftAwakening([table("a")])]
        try FreshNamespace.run {
            var resident = ResidentTables()
            for choice in choices {
                _ = try resident.awaken(choice)
                try resident.verify(awake: choice.tables)
            }
            try run(commands)
            let error = #expect(throws: FirewallError.self) { try resident.verify(awake: choices[1].tables) }
            #expect(error?.kind == .mismatch)
        }
    }

    @Test("Another table of the same name takes the place of the one that is there")
    func sameName() throws {
        let one = NftAwakening([table("a", "one")])
        let two = NftAwakening([table("a", "two")])
        try FreshNamespace.run {
            var resident = ResidentTables()
            for choice in [one, two, one] {
                #expect(try !resident.awaken(choice))
                try resident.verify(awake: choice.tables)
                #expect(try resident.awaken(choice))
            }
        }
    }

    @Test("After a refusal what is there is not trusted, and the next switch sets it right")
    func refused() throws {
        let good = NftAwakening([table("a")])
        var broken = table("b")
        broken.chains[0].rules.append(NftRule(.masquerade(fullyRandom: true)))
        try FreshNamespace.run {
            var resident = ResidentTables()
            _ = try resident.awaken(good)
            try resident.verify(awake: good.tables)
            for largest in [NftReplacement.largestBatch, 1] {
                let error = #expect(throws: FirewallError.self) {
                    try resident.awaken(NftAwakening([broken], largestBatch: largest))
                }
                #expect(error?.kind == .refused)
                #expect(error?.operation == "replace nftables b")
                #expect(throws: FirewallError.self) { try resident.entries() }
                #expect(try !resident.awaken(good))
                try resident.verify(awake: good.tables)
                #expect(try KernelFirewall.nftables().tables.map(\.name) == ["a"])
            }
        }
    }

    @Test("Tables of others are left alone")
    func others() throws {
        let own = NftAwakening([table("a")])
        try FreshNamespace.run {
            try KernelFirewall.apply(NftReplacement(replacing: [table("proxy")]))
            var resident = ResidentTables(besides: ["proxy"])
            for choice in [own, NftAwakening([])] {
                _ = try resident.awaken(choice)
                try resident.verify(awake: choice.tables)
                try Datagrams.send(1)
                #expect(packets(try KernelFirewall.nftEntries(of: ["proxy"]), "proxy") ?? 0 > 0)
            }
            #expect(try resident.entries().packetsAsleep == 1)
        }
    }
}
