import Addressing
import Cluster
import Firewall
import Layouts
import Rules
import Testing

@testable import Conformance

extension KernelTests {
    /// Updates of a node's rules while packets are on their way.
    @Suite struct FirewallUpdateTests {
        private let client = CaseFixture.address(of: "nsa/client-a")
        private let server = CaseFixture.address(of: "nsa/server")

        private func ruleset(letting addresses: IPv4Address...) -> Ruleset {
            let set = IPSet(
                name: "allowed",
                kind: .hashIP,
                timeout: 0,
                entries: addresses.map { IPSet.Entry(IPBlock(.v4($0))) }
            )
            let rules = [
                Rule(matches: [.connectionState(Negatable([.related, .established]))], target: .accept),
                Rule(
                    destination: Negatable(IPBlock(.v4(server))),
                    matches: [.set(Negatable("allowed"), directions: [.source])],
                    target: .accept
                ),
                Rule(destination: Negatable(IPBlock(.v4(server))), target: .reject(with: "icmp-port-unreachable")),
            ]
            let chain = Chain(name: "FORWARD", policy: .accept, rules: rules)
            return Ruleset(tables: [Table(name: .filter, chains: [chain]).inKernelOrder()], sets: [set])
        }

        private var probe: PacketProbe { PacketProbe(source: .pod(client), destination: server, port: 80) }

        @Test("A set that changes alone is refilled, and packets follow it")
        func sets() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(ruleset(letting: client))
                #expect(try twin.verdicts(on: [probe], timeout: KernelTests.patience) == [.reached(server)])
                #expect(FirewallUpdate(from: ruleset(letting: client), to: ruleset()).tables.isEmpty)
                try twin.program(ruleset())
                #expect(try twin.verdicts(on: [probe], timeout: KernelTests.patience) == [.refused])
                try twin.program(ruleset(letting: client, server))
                #expect(try twin.verdicts(on: [probe], timeout: KernelTests.patience) == [.reached(server)])
            }
        }

        @Test("A set that goes with its rules leaves nothing behind")
        func discarded() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(ruleset(letting: client))
                try twin.program(Ruleset())
                #expect(try twin.verdicts(on: [probe], timeout: KernelTests.patience) == [.reached(server)])
                try twin.program(ruleset())
                #expect(try twin.verdicts(on: [probe], timeout: KernelTests.patience) == [.refused])
            }
        }

        @Test("At no moment of an update that keeps a client out is the client let in")
        func atomic() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(ruleset(letting: server))
                for octet in 100..<UInt8(110) {
                    // Another set and, by its last rule, another table.
                    var next = ruleset(letting: IPv4Address(10, 244, 1, octet))
                    for index in next.tables[0].chains.indices where next.tables[0].chains[index].name == "FORWARD" {
                        next.tables[0].chains[index].rules.append(Rule(matches: [.comment("\(octet)")], target: nil))
                    }
                    let outcome = try twin.begin(NodeRules(ipv4: next))
                    var verdicts: [PacketVerdict] = []
                    repeat { verdicts += try twin.verdicts(on: [probe]) } while !outcome.isDone
                    try twin.finish(outcome)
                    #expect(verdicts.allSatisfy { $0 == .refused })
                    #expect(outcome.seconds > 0)
                }
            }
        }

        @Test("An update runs beside the probes, and its error comes back when it is waited for")
        func error() throws {
            try KernelTests.withTwin { twin throws in
                var broken = ruleset(letting: client)
                broken.sets = []
                let outcome = try twin.begin(NodeRules(ipv4: broken))
                let error = #expect(throws: ConformanceError.self) { try twin.finish(outcome) }
                #expect(error?.kind == .failed)
                #expect(outcome.isDone && outcome.error != nil)
            }
        }

        @Test("A source that the twin does not have is an error that names it")
        func unknownSource() throws {
            try KernelTests.withTwin { twin throws in
                let stray = PacketProbe(source: .pod(IPv4Address(10, 244, 200, 200)), destination: server, port: 80)
                let error = #expect(throws: ConformanceError.self) { try twin.verdicts(on: [stray]) }
                #expect(error?.description.contains("10.244.200.200") == true)
            }
        }

        @Test("Two controllers take turns in one twin, and neither leaves the other anything")
        func turns() throws {
            var open = ConformanceData.early
            open.layouts[.ipv4] = BrokenLayout(.deniesNothing)
            try KernelTests.withTwin { twin throws in
                let denies = try ConformanceData.named("'default-deny' policy")
                for _ in 0..<2 {
                    let strict = CaseRunner(
                        twin: twin,
                        subject: ConformanceData.early,
                        serviceProxy: .kubeProxyIptables110
                    )
                    #expect(try strict.play(denies).isSupported)
                    let lax = CaseRunner(twin: twin, subject: open, serviceProxy: .kubeProxyIptables110)
                    #expect(try lax.play(denies).mismatches.count == 1)
                }
            }
        }
    }
}
