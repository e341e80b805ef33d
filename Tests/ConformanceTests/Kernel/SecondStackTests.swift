import Addressing
import Cluster
import Layouts
import Rules
import Testing

@testable import Conformance

extension KernelTests {
    /// Probes and cases over IPv6.
    @Suite struct SecondStackTests {
        static let known = [Controller.kubeRouter211, .kubeRouter211Nft]

        private let server = CaseFixture.address(of: "nsa/server").member(of: .ipv6)

        private func probe(
            _ destination: IPAddress? = nil,
            port: UInt16 = 80,
            transport: ServiceProtocol = .tcp
        ) -> PacketProbe {
            let client = CaseFixture.address(of: "nsa/client-a").member(of: .ipv6)
            return PacketProbe(
                source: .pod(client),
                destination: destination ?? server,
                port: port,
                transport: transport
            )
        }

        private func withTwin(_ body: (PacketTwin) throws -> Void) throws {
            try KernelTests.withTwin(PacketTwinPlan.cases.serving([.ipv6]), body)
        }

        private func filter(_ rules: Rule...) -> NodeRules {
            let chain = Chain(name: "FORWARD", policy: .accept, rules: rules)
            return NodeRules(ipv6: Ruleset(tables: [Table(name: .filter, chains: [chain]).inKernelOrder()]))
        }

        private func toServer(_ transport: Transport, port: UInt16? = nil, _ target: RuleTarget) -> Rule {
            Rule(
                destination: Negatable(IPBlock(server)),
                transport: Negatable(transport),
                matches: port.map { [.ports(transport, source: nil, destination: Negatable(PortRange($0)))] } ?? [],
                target: target
            )
        }

        @Test("Without rules every pod reaches every other, itself and the outside over both families")
        func open() throws {
            try withTwin { twin throws in
                var probes: [PacketProbe] = []
                for target in ["nsa/server", "nsb/b-0", "nsa/client-a"] as [PodName] {
                    for port in CaseFixture.ports {
                        for transport in ServiceProtocol.allCases {
                            let address = CaseFixture.address(of: target).member(of: .ipv6)
                            probes.append(probe(address, port: port, transport: transport))
                        }
                    }
                }
                for outside in twin.plan.outside(.ipv6) {
                    probes += ServiceProtocol.allCases.map { probe(outside, transport: $0) }
                    probes += ServiceProtocol.allCases.map {
                        PacketProbe(source: .outside(outside), destination: server, port: 81, transport: $0)
                    }
                }
                let client = PacketProbe.Source.pod(CaseFixture.address(of: "nsa/client-a"))
                probes.append(PacketProbe(source: client, destination: CaseFixture.address(of: "nsa/server"), port: 80))
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience)
                        == probes.map { .reached($0.destination) }
                )
            }
        }

        @Test("An ICMPv6 refusal is refused, a DROP is silent, each with its protocol and port alone")
        func denials() throws {
            let reject = RuleTarget.reject(with: "icmp6-port-unreachable")
            try withTwin { twin throws in
                try twin.program(
                    filter(
                        toServer(.tcp, reject),
                        toServer(.udp, .drop),
                        toServer(.sctp, port: 80, reject),
                        toServer(.sctp, port: 81, .drop)
                    )
                )
                let probes =
                    [probe(), probe(transport: .udp)]
                    + [81, 5978, 80].map { probe(port: $0, transport: .sctp) }
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience) == [
                        .refused, .silent, .silent, .reached(server), .refused,
                    ]
                )
                try twin.program(filter(toServer(.udp, reject)))
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience).map(\.isReached) == [
                        true, false, true, true, true,
                    ]
                )
                for _ in 0..<50 {
                    #expect(
                        try twin.verdicts(on: [probe(transport: .udp)], timeout: KernelTests.patience) == [.refused]
                    )
                }
                try twin.program(NodeRules())
                #expect(try twin.verdicts(on: probes, timeout: KernelTests.patience).allSatisfy { $0.isReached })
            }
        }

        @Test("Thousands of refusals are all heard, since none is limited")
        func rate() throws {
            let reject = RuleTarget.reject(with: "icmp6-port-unreachable")
            try withTwin { twin throws in
                try twin.program(filter(toServer(.tcp, reject), toServer(.udp, reject), toServer(.sctp, reject)))
                let sources = CaseFixture.pods.filter { $0 != "nsa/server" }
                let probes = (0..<3000).map { index in
                    PacketProbe(
                        source: .pod(CaseFixture.address(of: sources[index % sources.count]).member(of: .ipv6)),
                        destination: server,
                        port: 80,
                        transport: ServiceProtocol.allCases[index % 3]
                    )
                }
                #expect(try twin.verdicts(on: probes, timeout: KernelTests.patience).allSatisfy { $0 == .refused })
            }
        }

        @Test("Every case holds over IPv6, and nothing happens that is not declared", arguments: SecondStackTests.known)
        func cases(controller: Controller) throws {
            try withTwin { twin throws in
                let results = try play(try ConformanceSubject(controller, seed: 1, families: [.ipv6]), in: twin)
                #expect(results.allSatisfy { $0.isSupported }, "\(results.flatMap(\.faults))")
                #expect(results.flatMap(\.probes).allSatisfy { $0.family == .ipv6 })
                // Upstream's clients dial Services, of which there are none here.
                #expect(results.prefix(25).reduce(0) { $0 + $1.probes.count } == 126)
                let answers = results.flatMap(\.probes).filter { !$0.isAllowed }.map(\.verdict)
                #expect(!answers.isEmpty && answers.allSatisfy { $0 == .refused })
            }
        }

        @Test("Of two stacks each is judged by its own rules, in one play", arguments: SecondStackTests.known)
        func dual(controller: Controller) throws {
            try withTwin { twin throws in
                let subject = try ConformanceSubject(controller, seed: 1, families: [.ipv4, .ipv6])
                let results = try play(subject, in: twin)
                #expect(results.allSatisfy { $0.isSupported }, "\(results.flatMap(\.faults))")
                for family in IPFamily.allCases {
                    let probes = results.prefix(25).flatMap(\.probes).filter { $0.family == family }
                    #expect(probes.count == 126)
                }
            }
        }

        @Test(
            "Rules of IPv4 alone leave IPv6 open, which every case that denies finds",
            arguments: SecondStackTests.known
        )
        func missingStack(controller: Controller) throws {
            var subject = try ConformanceSubject(controller, seed: 1, families: [.ipv4, .ipv6])
            subject.layouts[.ipv6] = Bare(dialect: subject.dialect)
            try withTwin { twin throws in
                for (number, result) in zip(1..., try play(subject, in: twin).prefix(25)) {
                    let mismatches = result.mismatches
                    #expect(mismatches.allSatisfy { $0.family == .ipv6 && !$0.isAllowed })
                    let denies = result.probes.contains { !$0.isAllowed }
                    #expect(mismatches.isEmpty != denies, "case \(number)")
                }
            }
        }

        @Test(
            "A broken IPv6 layout fails named cases",
            arguments: [
                (BrokenIPv6Layout.Fault.forgetsBlocks, [23]),
                (.forgetsExcepts, [24]),
                (.namesIPv4, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 25]),
            ]
        )
        func broken(fault: BrokenIPv6Layout.Fault, expected: [Int]) throws {
            let layout = BrokenIPv6Layout(fault)
            let subject = ConformanceSubject(name: "broken", layout: layout, family: .ipv6, trigger: .everything)
            try withTwin { twin throws in
                let results = zip(1..., try play(subject, in: twin).prefix(25))
                #expect(results.filter { !$1.mismatches.isEmpty }.map { $0.0 } == expected)
            }
        }

        @Test("Generated clusters with blocks of both families hold over each", arguments: SecondStackTests.known)
        func generated(controller: Controller) throws {
            let clusters = (0..<20).map { number in
                (number: number, cluster: DualStackCase(GeneratedCase(number: number, seed: 7)).cluster)
            }
            let node = try #require(clusters.first?.cluster.nodes.first)
            let families: [IPFamily] = [.ipv4, .ipv6]
            let plan = PacketTwinPlan(holding: clusters.map(\.cluster), on: node, ports: [80, 81]).serving(families)
            try KernelTests.withTwin(plan) { twin throws in
                let subject = try ConformanceSubject(controller, seed: 7, families: families)
                let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: .kubeProxyIptables110)
                let tally = try runner.tally(clusters, on: node, ports: [80, 81])
                #expect(tally.mismatches == 0, "\(tally.text)")
                #expect(tally.probes > 10_000)
            }
        }

        private func play(_ subject: ConformanceSubject, in twin: PacketTwin) throws -> [CaseResult] {
            let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: .kubeProxyIptables110)
            return try ConformanceCase.all.map { try runner.play($0) }
        }
    }
}
