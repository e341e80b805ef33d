import Addressing
import Rules
import Testing

@testable import Firewall

@Suite("Sets of the kernel", .serialized)
struct SetTests {
    private let block = IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8)
    private let hole = IPBlock(.v4(IPv4Address(10, 1, 0, 0)), prefixLength: 16)

    @Test("Exceptions, timeouts and single addresses come back as they went in")
    func entries() throws {
        let sets = [
            IPSet(
                name: "nets",
                kind: .hashNet,
                timeout: 0,
                entries: [
                    IPSet.Entry(block), IPSet.Entry(hole, isException: true),
                    IPSet.Entry(IPBlock(.v4(IPv4Address(192, 168, 0, 1)))),
                ]
            ),
            IPSet(name: "addresses", kind: .hashIP, hashSize: 64, maxEntries: 10, entries: []),
        ]
        try FreshNamespace.run {
            #expect(try KernelFirewall.sets() == [])
            try KernelFirewall.load(sets: sets)
            let listed = try KernelFirewall.sets()
            #expect(listed.map(\.name) == ["nets", "addresses"])
            #expect(listed.first.map { Set($0.entries) } == Set(sets[0].entries))
            #expect(listed.last?.hashSize == 64)
            #expect(listed.last?.maxEntries == 10)
            #expect(listed.last?.timeout == nil)
        }
    }

    @Test("8000 members all arrive")
    func many() throws {
        let entries = (0..<8000).map { IPSet.Entry(IPBlock(.v4(IPv4Address(10, 244, 0, 0) + UInt32($0)))) }
        try FreshNamespace.run {
            try KernelFirewall.load(sets: [IPSet(name: "pods", kind: .hashIP, timeout: 0, entries: entries)])
            let listed = try KernelFirewall.sets()
            #expect(listed.first.map { Set($0.entries) } == Set(entries))
        }
    }

    @Test("A set that exists is refused, and so is one that is too full")
    func refused() throws {
        let set = IPSet(name: "S", kind: .hashIP)
        try FreshNamespace.run {
            try KernelFirewall.load(sets: [set])
            let exists = #expect(throws: FirewallError.self) { try KernelFirewall.load(sets: [set]) }
            #expect(exists?.kind == .refused)
            #expect(exists?.cause.contains("same name already exists") == true)
            let full = #expect(throws: FirewallError.self) {
                try KernelFirewall.load(sets: [IPSet(name: "", kind: .hashIP)])
            }
            #expect(full?.kind == .refused)
            #expect(full?.description.contains("has no usable name") == true)
        }
    }

    @Test("A set can be destroyed once no rule names it")
    func destroy() throws {
        var table = Table.empty(.filter)
        table.chains[0].rules = [
            Rule(matches: [.set(Negatable("S"), directions: [.source])], target: .drop)
        ]
        try FreshNamespace.run {
            try KernelFirewall.load(sets: [IPSet(name: "S", kind: .hashIP), IPSet(name: "T", kind: .hashNet)])
            try KernelFirewall.replace(table)
            let error = #expect(throws: FirewallError.self) { try KernelFirewall.destroy(sets: ["S"]) }
            #expect(error?.kind == .refused)
            #expect(error?.operation == "destroy set S")
            try KernelFirewall.replace(.empty(.filter))
            try KernelFirewall.destroy(sets: ["S", "T"])
            #expect(try KernelFirewall.sets() == [])
        }
    }

    @Test("A set that rules name is refilled, and several go in one step")
    func refill() throws {
        var table = Table.empty(.filter)
        table.chains[0].rules = [Rule(matches: [.set(Negatable("S"), directions: [.source])], target: .drop)]
        let old = IPSet(name: "S", kind: .hashNet, timeout: 0, entries: [IPSet.Entry(block)])
        var new = old
        new.entries = [IPSet.Entry(hole), IPSet.Entry(IPBlock(.v4(IPv4Address(192, 168, 0, 1))))]
        try FreshNamespace.run {
            try KernelFirewall.load(sets: [old, IPSet(name: "T", kind: .hashIP)])
            try KernelFirewall.replace(table)
            try KernelFirewall.refill(sets: [new])
            let listed = try KernelFirewall.sets()
            #expect(Set(listed.map(\.name)) == ["S", "T"])
            #expect(
                listed.first { $0.name == "S" }.map { Set($0.entries.map(\.block)) } == Set(new.entries.map(\.block))
            )
            let used = #expect(throws: FirewallError.self) { try KernelFirewall.discard(sets: ["T", "S"]) }
            #expect(used?.kind == .refused)
            try KernelFirewall.replace(.empty(.filter))
            try KernelFirewall.discard(sets: ["S"])
            #expect(try KernelFirewall.sets() == [])
        }
    }

    @Test("A set that does not exist, or holds another kind of entries, is not refilled")
    func refillRefused() throws {
        try FreshNamespace.run {
            let missing = #expect(throws: FirewallError.self) {
                try KernelFirewall.refill(sets: [IPSet(name: "S", kind: .hashIP)])
            }
            #expect(missing?.kind == .refused)
            #expect(missing?.operation == "refill 1 sets")
            try KernelFirewall.refill(sets: [])
            try KernelFirewall.discard(sets: [])
        }
    }

    @Test("Loading no sets changes nothing")
    func none() throws {
        try FreshNamespace.run {
            try KernelFirewall.load(sets: [])
            #expect(try KernelFirewall.sets() == [])
        }
    }
}
