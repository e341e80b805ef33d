import Addressing
import Cluster
import Layouts
import Linux
import Rules
import Testing

@testable import Conformance

extension KernelTests {
    /// What probes see of rules.
    @Suite struct PacketTwinTests {
        private let client = PacketProbe.Source.pod(CaseFixture.address(of: "nsa/client-a"))
        private let server = CaseFixture.address(of: "nsa/server")

        private func probe(
            _ destination: IPv4Address? = nil,
            port: UInt16 = 80,
            transport: ServiceProtocol = .tcp
        ) -> PacketProbe {
            PacketProbe(source: client, destination: destination ?? server, port: port, transport: transport)
        }

        private func filter(_ rules: Rule...) -> Ruleset {
            Ruleset(tables: [
                Table(name: .filter, chains: [Chain(name: "FORWARD", policy: .accept, rules: rules)]).inKernelOrder()
            ])
        }

        private func toServer(_ transport: Transport, _ target: RuleTarget) -> Rule {
            Rule(destination: Negatable(IPBlock(.v4(server))), transport: Negatable(transport), target: target)
        }

        @Test("Without rules every pod reaches every other, itself and the outside, with every protocol on all ports")
        func open() throws {
            try KernelTests.withTwin { twin throws in
                var probes: [PacketProbe] = []
                for target in ["nsa/server", "nsb/b-0", "nsa/client-a"] as [PodName] {
                    for port in CaseFixture.ports {
                        for transport in ServiceProtocol.allCases {
                            probes.append(probe(CaseFixture.address(of: target), port: port, transport: transport))
                        }
                    }
                }
                probes += [
                    probe(CaseFixture.insider), probe(CaseFixture.stranger),
                    probe(CaseFixture.insider, transport: .udp), probe(CaseFixture.insider, transport: .sctp),
                ]
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience)
                        == probes.map { .reached($0.destination) }
                )
            }
        }

        @Test("Both outside addresses reach a pod, each as itself")
        func outside() throws {
            try KernelTests.withTwin { twin throws in
                let sources = [CaseFixture.insider, CaseFixture.stranger].map { PacketProbe.Source.outside($0) }
                let probes = sources.map { PacketProbe(source: $0, destination: server, port: 80) }
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience) == [
                        .reached(server), .reached(server),
                    ]
                )
                try twin.program(
                    filter(
                        Rule(
                            source: Negatable(IPBlock(.v4(CaseFixture.stranger))),
                            target: .reject(with: "icmp-port-unreachable")
                        )
                    )
                )
                #expect(try twin.verdicts(on: probes, timeout: KernelTests.patience) == [.reached(server), .refused])
            }
        }

        @Test("A REJECT is refused, a DROP is silent, each with its protocol alone")
        func denials() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(filter(toServer(.tcp, .reject(with: "icmp-port-unreachable")), toServer(.udp, .drop)))
                let probes = [probe(), probe(transport: .udp), probe(CaseFixture.address(of: "nsb/b-0"))]
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience) == [
                        .refused, .silent, .reached(CaseFixture.address(of: "nsb/b-0")),
                    ]
                )
                try twin.program(filter(toServer(.tcp, .drop), toServer(.udp, .reject(with: "icmp-port-unreachable"))))
                #expect(try twin.verdicts(on: probes, timeout: KernelTests.patience).prefix(2) == [.silent, .refused])
                try twin.program(Ruleset())
                #expect(try twin.verdicts(on: probes, timeout: KernelTests.patience).allSatisfy { $0.isReached })
            }
        }

        @Test("Of two SCTP ports of one pod each gets its own verdict, whatever the other's is")
        func associations() throws {
            try KernelTests.withTwin { twin throws in
                func to(port: UInt16, _ target: RuleTarget) -> Rule {
                    Rule(
                        destination: Negatable(IPBlock(.v4(server))),
                        transport: Negatable(.sctp),
                        matches: [.ports(.sctp, source: nil, destination: Negatable(PortRange(port)))],
                        target: target
                    )
                }
                try twin.program(filter(to(port: 80, .reject(with: "icmp-port-unreachable")), to(port: 81, .drop)))
                // The refused one last, when the sockets of the others are open and could hear of it.
                let probes = [81, 5978, 6379, 80].map { probe(port: $0, transport: .sctp) } + [probe()]
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience) == [
                        .silent, .reached(server), .reached(server), .refused, .reached(server),
                    ]
                )
                // Every protocol from the pod to itself, past its own request.
                let own = PacketProbe(source: .pod(server), destination: server, port: 80, transport: .sctp)
                #expect(try twin.verdicts(on: [own], timeout: KernelTests.patience) == [.reached(server)])
            }
        }

        @Test(
            "Under a policy that allows SCTP alone SCTP passes, and nothing else does",
            arguments: Controller.allCases
        )
        func onlySCTP(controller: Controller) throws {
            try KernelTests.withTwin { twin throws in
                let policy = NetworkPolicy(
                    namespace: "nsa",
                    name: "sctp",
                    podSelector: LabelSelector(matchLabels: ["pod-name": "server"]),
                    ingress: [.init(ports: [.init(transport: .sctp, number: .number(80, through: nil))])]
                )
                let cluster = ClusterModel(
                    namespaces: [Namespace(name: "nsa")],
                    nodes: [CaseFixture.node],
                    pods: ["nsa/server", "nsa/client-a"].map { CasePod($0).pod },
                    policies: [policy]
                )
                let subject = ConformanceSubject(controller, seed: 1)
                try twin.program(subject.rules(for: cluster, on: CaseFixture.node, beside: .kubeProxyIptables136))
                let probes = [
                    probe(transport: .sctp), probe(port: 81, transport: .sctp), probe(), probe(transport: .udp),
                ]
                let denied = PacketVerdict(of: controller.layout(seed: 1).denial)
                #expect(
                    try twin.verdicts(on: probes, timeout: KernelTests.patience) == [
                        .reached(server), denied, denied, denied,
                    ]
                )
            }
        }

        @Test("A datagram that was answered opens no way for the next one")
        func datagrams() throws {
            try KernelTests.withTwin { twin throws in
                #expect(
                    try twin.verdicts(on: [probe(transport: .udp)], timeout: KernelTests.patience) == [.reached(server)]
                )
                try twin.program(filter(toServer(.udp, .reject(with: "icmp-port-unreachable"))))
                for _ in 0..<50 {
                    #expect(
                        try twin.verdicts(on: [probe(transport: .udp)], timeout: KernelTests.patience) == [.refused]
                    )
                }
            }
        }

        @Test("Behind a ClusterIP the endpoint that was chosen tells its name", arguments: ServiceProtocol.allCases)
        func service(transport: ServiceProtocol) throws {
            try KernelTests.withTwin { twin throws in
                let endpoints = ["nsa/server", "nsa/pod-b"].map { CaseFixture.address(of: $0) }
                let service = Service(
                    namespace: "nsa",
                    name: "two",
                    clusterIP: IPv4Address(10, 96, 9, 9),
                    ports: [
                        Service.Port(
                            name: "",
                            number: 8080,
                            transport: transport,
                            targetPort: "80",
                            endpoints: endpoints.map { .init(address: $0, port: 80, nodeName: CaseFixture.node.name) }
                        )
                    ]
                )
                let cluster = ClusterModel(nodes: [CaseFixture.node], services: [service])
                try twin.program(
                    ConformanceData.early.rules(
                        for: cluster,
                        on: CaseFixture.node,
                        beside: .kubeProxyIptables110
                    )
                )
                let probes = (0..<40).map { _ in
                    probe(IPv4Address(10, 96, 9, 9), port: 8080, transport: transport)
                }
                let verdicts = try twin.verdicts(on: probes, timeout: KernelTests.patience)
                #expect(Set(verdicts) == Set(endpoints.map { .reached($0) }))
            }
        }

        @Test("Refused probes are made at 3,000 a second at least")
        func rate() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(
                    filter(
                        toServer(.tcp, .reject(with: "icmp-port-unreachable")),
                        toServer(.udp, .reject(with: "icmp-port-unreachable"))
                    )
                )
                let sources = CaseFixture.pods.filter { $0 != "nsa/server" }.map { CaseFixture.address(of: $0) }
                let probes = (0..<6000).map { index in
                    PacketProbe(
                        source: .pod(sources[index % sources.count]),
                        destination: server,
                        port: 80,
                        transport: index % 2 == 0 ? .tcp : .udp
                    )
                }
                let start = ContinuousClock.now
                let verdicts = try twin.verdicts(on: probes, timeout: KernelTests.patience)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                #expect(verdicts.allSatisfy { $0 == .refused })
                #expect(Double(probes.count) / seconds > 3000, "\(Double(probes.count) / seconds) probes a second")
            }
        }

        @Test("Silent probes wait together, not one after the other")
        func patience() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(filter(toServer(.tcp, .drop)))
                let start = ContinuousClock.now
                let verdicts = try twin.verdicts(on: (0..<200).map { _ in probe() })
                #expect(verdicts.allSatisfy { $0 == .silent })
                #expect(ContinuousClock.now - start < .milliseconds(600))
            }
        }

        @Test("A verdict is timed when it comes, a silent one when it was sent, whatever the others wait for")
        func instants() throws {
            try KernelTests.withTwin { twin throws in
                try twin.program(filter(toServer(.tcp, .drop)))
                let start = ContinuousClock.now
                let timed = try twin.timedVerdicts(
                    on: [probe(), probe(CaseFixture.address(of: "nsb/b-0"))],
                    timeout: .milliseconds(300)
                )
                #expect(timed.map(\.verdict) == [.silent, .reached(CaseFixture.address(of: "nsb/b-0"))])
                #expect(timed.allSatisfy { $0.instant - start < .milliseconds(200) })
                #expect(timed[1].instant > timed[0].instant)
                #expect(ContinuousClock.now - start >= .milliseconds(300))
            }
        }

        @Test("Rules that no kernel takes are an error that says so")
        func refused() throws {
            try KernelTests.withTwin { twin throws in
                let error = #expect(throws: ConformanceError.self) {
                    try twin.program(filter(Rule(target: .reject(with: "nonsense"))))
                }
                #expect(error?.description.contains("replace table filter") == true)
            }
        }

        @Test("Two twins after each other leave no descriptor and no thread open")
        func tearDown() throws {
            try KernelTests.withTwin { _ in }
            let descriptors = ProcFilesystem().names(in: "/proc/self/fd").count
            let threads = ProcFilesystem().names(in: "/proc/self/task").count
            try KernelTests.withTwin { twin in _ = try twin.verdicts(on: [probe()]) }
            #expect(ProcFilesystem().names(in: "/proc/self/fd").count == descriptors)
            #expect(ProcFilesystem().names(in: "/proc/self/task").count <= threads)
            #expect(ProcFilesystem().names(in: "/run/netns").isEmpty)
        }
    }
}

extension PacketVerdict {
    /// What a probe sees of a controller's denial.
    fileprivate init(of denial: Denial) {
        self =
            switch denial {
            case .refused: .refused
            case .silent: .silent
            }
    }
}
