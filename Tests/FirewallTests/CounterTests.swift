import Addressing
import Rules
import Testing

@testable import Firewall

@Suite("Counters count real packets", .serialized)
struct CounterTests {
    private static func toPort(_ port: UInt16, _ target: RuleTarget?) -> Rule {
        Rule(
            transport: Negatable(.udp),
            matches: [.ports(.udp, source: nil, destination: Negatable(PortRange(port)))],
            target: target
        )
    }

    private var table: Table {
        var table = Table.empty(.filter)
        table.chains[0].rules = [Self.toPort(9, .jump("COUNT")), Self.toPort(10, .drop)]
        return table.adding(Chain(name: "COUNT", rules: [Rule(target: nil), Rule(target: .return)]))
    }

    @Test("Every packet is counted once in each rule that it matches, and once more where it falls through")
    func exact() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(table)
            try Datagrams.send(7)
            try Datagrams.send(3, port: 10)
            let snapshot = try KernelFirewall.snapshot(.filter)
            let seven = Counters(packets: 7, bytes: 7 * Datagrams.size)
            #expect(
                snapshot["INPUT"]?.rules.map(\.counters)
                    == [seven, Counters(packets: 3, bytes: 3 * Datagrams.size)]
            )
            #expect(snapshot["COUNT"]?.rules.map(\.counters) == [seven, seven])
            // Seven datagrams, and as many answers that nobody listens there.
            #expect(snapshot["INPUT"]?.counters.packets == 14)
            #expect(snapshot["COUNT"]?.policy == nil)
            #expect(snapshot["COUNT"]?.counters == .zero)

            let listed = try KernelFirewall.savedTable(.filter)
            #expect(listed["COUNT"]?.rules.map(\.counters) == [seven, seven])
            #expect(listed["INPUT"]?.counters == snapshot["INPUT"]?.counters)
        }
    }

    @Test("The counters of some chains are those of the snapshot")
    func someChains() throws {
        try FreshNamespace.run {
            try KernelFirewall.replace(table)
            try Datagrams.send(5)
            let counters = try KernelFirewall.counters(of: ["COUNT", "INPUT", "FORWARD"], in: .filter)
            let snapshot = try KernelFirewall.snapshot(.filter)
            #expect(counters.count == 3)
            #expect(counters["FORWARD"] == [])
            for (chain, counters) in counters {
                #expect(snapshot[chain]?.rules.map(\.counters) == counters)
            }
            #expect(counters["COUNT"]?.first?.packets == 5)
        }
    }

    @Test("The counters of a chain that does not exist are an error")
    func missingChain() throws {
        try FreshNamespace.run {
            let error = #expect(throws: FirewallError.self) {
                try KernelFirewall.counters(of: ["INPUT", "GONE"], in: .filter)
            }
            #expect(error?.kind == .mismatch)
            #expect(error?.operation == "read the counters of chain GONE of table filter")
        }
    }

    @Test("A new table starts at zero, whatever counters it was written with")
    func zero() throws {
        try FreshNamespace.run {
            var counted = table
            counted.chains[0].rules[0].counters = Counters(packets: 5, bytes: 6)
            counted.chains[0].counters = Counters(packets: 7, bytes: 8)
            try KernelFirewall.replace(counted)
            #expect(try KernelFirewall.savedTable(.filter).withoutCounters() == table.inKernelOrder())
            #expect(try KernelFirewall.savedTable(.filter) == table.inKernelOrder())
            try Datagrams.send(4)
            try KernelFirewall.replace(counted)
            #expect(try KernelFirewall.savedTable(.filter) == table.inKernelOrder())
        }
    }
}
