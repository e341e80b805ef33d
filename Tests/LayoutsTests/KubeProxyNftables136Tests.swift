import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

@Suite struct KubeProxyNftables136Tests {
    private func table(_ services: [Service], on node: Node = Fixture.node) throws -> NftTable {
        let ruleset = try KubeProxyNftables136().ruleset(for: ClusterModel(services: services), on: node)
        return try #require(ruleset[nftables: KubeProxyNftables136.tableName])
    }

    private func elements(_ table: NftTable, _ set: String) -> [NftSet.Element] {
        table.sets.first { $0.name == set }?.elements ?? []
    }

    @Test("A Service's chain bears the name that the real hash gives")
    func names() throws {
        let service = Service(
            namespace: "ns1",
            name: "svc1",
            clusterIP: IPv4Address(10, 96, 0, 9),
            ports: [
                .init(
                    name: "p80",
                    number: 80,
                    targetPort: "80",
                    endpoints: [.init(address: Fixture.address(2), port: 8080, nodeName: nil)]
                )
            ]
        )
        let table = try table([service])
        let chain = try #require(table["service-ULMVA6XW-ns1/svc1/tcp/p80"])
        let endpoint = NftStatement.Endpoint(Fixture.address(2), 8080)
        #expect(chain.rules == [NftRule(.transport(.tcp), .dnat(toOneOf: [endpoint]))])
        #expect(
            elements(table, "service-ips") == [
                .init(
                    [.address(IPBlock(.v4(IPv4Address(10, 96, 0, 9)))), .transport(.tcp), .port(80)],
                    verdict: .goto("service-ULMVA6XW-ns1/svc1/tcp/p80")
                )
            ]
        )
    }

    @Test("A port without a name leaves its place in the chain's name empty; a long name is cut")
    func oddNames() throws {
        var service = Fixture.service("a", 9, portName: "", endpoints: [2])
        let base = "default/a/tcp/"
        #expect(try table([service])["service-\(NameHash.of(base).prefix(8))-\(base)"] != nil)
        service.name = String(repeating: "a", count: 240)
        let names = try table([service]).chains.map(\.name).filter { $0.hasPrefix("service-") && $0.hasSuffix("aa") }
        #expect(names.map(\.utf8.count) == ["service-".utf8.count + 240])
    }

    @Test("Endpoints stand sorted as text, each once; a port that nobody serves is rejected by its map")
    func endpoints() throws {
        let table = try table([
            Fixture.service("served", 1, transport: .udp, endpoints: [3, 20, 3]),
            Fixture.service("empty", 2, endpoints: []),
        ])
        let chain = try #require(table.chains.first { $0.name.hasSuffix("default/served/udp/http") })
        let endpoints = [20, 3].map { NftStatement.Endpoint(Fixture.address($0), 80) }
        #expect(chain.rules.first?.statements == [.transport(.udp), .dnat(toOneOf: endpoints)])
        let empty = NftSet.Value.address(IPBlock(.v4(IPv4Address(10, 96, 0, 2))))
        #expect(
            elements(table, "no-endpoint-services") == [
                .init(
                    [empty, .transport(.tcp), .port(80)],
                    comment: "default/empty:http",
                    verdict: .goto("reject-chain")
                )
            ]
        )
        #expect(elements(table, "service-ips").count == 1)
        #expect(elements(table, "cluster-ips").count == 2)
        #expect(!table.chains.contains { $0.name.contains("default/empty") })
    }

    @Test("Headless Services are left out")
    func headless() throws {
        var service = Fixture.service("a", 9, endpoints: [2])
        service.clusterIP = nil
        #expect(try table([service]) == table([]))
    }

    @Test("Only endpoints of the node can hairpin, and node ports answer on its address")
    func node() throws {
        var service = Fixture.service("a", 9, endpoints: [2, 3])
        service.ports[0].endpoints[0].nodeName = Fixture.node.name
        service.ports[0].endpoints[1].nodeName = Fixture.farNode.name
        let local = try table([service, service.renamed("b")])
        let pod = NftSet.Value.address(IPBlock(Fixture.ip(2)))
        #expect(elements(local, "hairpin-connections") == [.init([pod, pod, .transport(.tcp), .port(80)])])
        #expect(elements(local, "nodeport-ips") == [.init([.address(IPBlock(.v4(IPv4Address(172, 31, 0, 1))))])])
        let nowhere = try table([service], on: Node(name: "node-9", address: nil))
        #expect(elements(nowhere, "hairpin-connections").isEmpty)
        #expect(elements(nowhere, "nodeport-ips").isEmpty)
    }

    @Test("The ranges of pods and Services are the cluster's")
    func ranges() throws {
        var cluster = ClusterModel()
        cluster.clusterCIDR = IPv4CIDR(IPv4Address(10, 9, 0, 0), prefixLength: 16)
        cluster.serviceCIDR = IPv4CIDR(IPv4Address(10, 8, 0, 0), prefixLength: 16)
        let ruleset = try KubeProxyNftables136().ruleset(for: cluster, on: Fixture.node)
        #expect(ruleset.nftLines("services").first?.contains("ip saddr != 10.9.0.0/16 meta mark set") == true)
        #expect(ruleset.nftLines("cluster-ips-check").last?.hasPrefix("ip daddr 10.8.0.0/16 drop") == true)
    }

    @Test("Whatever the number of endpoints, a Service is one rule; none of the rules counts")
    func counts() throws {
        for count in [0, 1, 30] {
            let services = (0..<count).map { Fixture.service("s\($0)", UInt8($0), endpoints: [2, 3, 4]) }
            let table = try table(services)
            #expect(table.ruleCount == 22 + count)
            #expect(table.chains.flatMap(\.rules).allSatisfy { $0.counters == nil })
        }
        let service = Fixture.service("a", 9, endpoints: [2])
        #expect(KubeProxyNftables136().translationRules(of: service, port: service.ports[0]).isEmpty)
        #expect(ServiceProxy.kubeProxyNftables136.nftablesNames == ["kube-proxy"])
        #expect(ServiceProxy.allCases.filter(\.usesNftables) == [.kubeProxyNftables136])
    }
}

extension Service {
    /// The same Service under another name and address.
    fileprivate func renamed(_ name: String) -> Service {
        var service = self
        service.name = name
        service.clusterIP = clusterIP.map { $0 + 1 }
        return service
    }
}
