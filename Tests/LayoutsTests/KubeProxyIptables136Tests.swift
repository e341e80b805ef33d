import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

@Suite struct KubeProxyIptables136Tests {
    private func ruleset(_ services: [Service]) throws -> Ruleset {
        try KubeProxyIptables136().ruleset(for: ClusterModel(services: services), on: Fixture.node)
    }

    @Test("Services stand in the cluster's order, and node ports come last")
    func order() throws {
        let names = ["b", "a", "c"]
        let rules = try ruleset(
            names.enumerated().map { Fixture.service($1, UInt8($0 + 1), endpoints: [UInt8($0 + 1)]) }
        )
        let comments = rules[.nat]?["KUBE-SERVICES"]?.rules.compactMap(\.comment) ?? []
        #expect(
            comments.dropLast() == [
                "default/b:http cluster IP", "default/a:http cluster IP", "default/c:http cluster IP",
            ]
        )
        #expect(comments.last?.hasPrefix("kubernetes service nodeports") == true)
    }

    @Test("Endpoints are sorted as text, and each stands once")
    func endpoints() throws {
        let rules = try ruleset([Fixture.service("svc", 1, endpoints: [9, 10, 9])])
        let choice = try #require(rules.chain("KUBE-SVC-"))
        #expect(
            choice.rules.map(\.comment) == [
                "default/svc:http cluster IP", "default/svc:http -> 10.244.0.10:80",
                "default/svc:http -> 10.244.0.9:80",
            ]
        )
    }

    @Test("UDP and SCTP ports are matched by their protocol", arguments: [ServiceProtocol.udp, .sctp])
    func transports(transport: ServiceProtocol) throws {
        let rules = try ruleset([Fixture.service("dns", 1, portName: "dns", transport: transport, endpoints: [5])])
        let name = transport.rawValue.lowercased()
        let chain = "KUBE-SVC-" + NameHash.of("default/dns:dns\(name)")
        #expect(
            rules.lines(.nat, "KUBE-SERVICES")[0]
                == "-A KUBE-SERVICES -d 10.96.0.1/32 -p \(name) -m comment --comment \"default/dns:dns cluster IP\" "
                + "-m \(name) --dport 80 -j \(chain)"
        )
        #expect(rules.chain("KUBE-SEP-")?.rules.last?.target == .dnat(to: Fixture.address(5), port: 80))
    }

    @Test("A port without a name loses its colon")
    func unnamed() throws {
        let rules = try ruleset([Fixture.service("test", 10, portName: "", endpoints: [2])])
        #expect(rules.chainNames(.nat).contains("KUBE-SVC-" + NameHash.of("default/test" + "tcp")))
    }

    @Test("A headless Service is not programmed")
    func headless() throws {
        var service = Fixture.service("db", 1, endpoints: [2])
        service.clusterIP = nil
        #expect(try ruleset([service]) == ruleset([]))
        #expect(KubeProxyIptables136().translationRules(of: service, port: service.ports[0]).isEmpty)
    }

    @Test("Above 1000 endpoints in all, endpoint rules lose their comments", arguments: [(125, false), (126, true)])
    func largeCluster(services: Int, isLarge: Bool) throws {
        let rules = try ruleset(
            (0..<services).map { Fixture.service("svc-\($0)", UInt8($0), endpoints: [1, 2, 3, 4, 5, 6, 7, 8]) }
        )
        let chains = rules[.nat]?.chains ?? []
        let choices = chains.filter { $0.name.hasPrefix("KUBE-SVC-") }.flatMap { $0.rules.dropFirst() }
        let translations = chains.filter { $0.name.hasPrefix("KUBE-SEP-") }.flatMap(\.rules)
        #expect(choices.count == services * 8)
        #expect(translations.count == services * 16)
        #expect((choices + translations).allSatisfy { ($0.comment == nil) == isLarge })
        #expect(rules[.nat]?["KUBE-SERVICES"]?.rules.allSatisfy { $0.comment != nil } == true)
        #expect(rules[.nat]?.ruleCount == 3 + 5 + services * (2 + 3 * 8))
    }

    @Test("The translating rules of a Service port are found where they are")
    func translation() throws {
        let service = Fixture.service("test", 10, endpoints: [9, 10])
        let references = KubeProxyIptables136().translationRules(of: service, port: service.ports[0])
        let rules = try ruleset([service])
        #expect(
            Set(references.map { rules[$0]?.target }) == [
                .dnat(to: Fixture.address(9), port: 80), .dnat(to: Fixture.address(10), port: 80),
            ]
        )
    }

    @Test("Names that no iptables rule can hold are refused in one sentence")
    func tooLong() {
        var service = Fixture.service("test", 10, endpoints: [2])
        service.name = String(repeating: "n", count: 300)
        let error = #expect(throws: LayoutError.self) { try ruleset([service]) }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.hasPrefix("kube-proxy-iptables-1.36 cannot program this cluster: ") == true)
    }
}
