import Addressing
import Cluster
import Conformance
import Policy
import Testing

/// Details of upstream's cases that a copy gets wrong easily.
@Suite struct CaseDetailTests {
    private func steps(_ number: Int) -> [(step: CaseStep, cluster: ClusterModel)] {
        ConformanceData.clusters(of: ConformanceCase.upstream[number - 1])
    }

    private func policy(_ number: Int) throws -> NetworkPolicy {
        try #require(steps(number).last?.cluster.policies.first)
    }

    @Test("Every policy is made in nsa, and none has its baseline under a policy")
    func namespaces() {
        for number in 1...25 {
            #expect(steps(number)[0].cluster.policies.isEmpty)
            #expect(steps(number).flatMap(\.cluster.policies).allSatisfy { $0.namespace == "nsa" })
        }
    }

    @Test("nsa has no label ns-name, which NotIn minds")
    func labels() throws {
        let namespaces = steps(5)[0].cluster.namespaces
        #expect(namespaces.first { $0.name == "nsa" }?.labels == [:])
        #expect(namespaces.first { $0.name == "nsb" }?.labels == ["ns-name": "network-policy-b"])
        #expect(namespaces.first { $0.name == "nsc" }?.labels == ["ns-name": "network-policy-c"])
    }

    @Test("Deny-all has an empty list of rules and no policyTypes; allow-all has one empty rule")
    func lists() throws {
        let deny = try policy(1)
        #expect(deny.ingress == [] && deny.policyTypes == nil && deny.podSelector == LabelSelector())
        let allow = try policy(11)
        #expect(allow.ingress == [NetworkPolicy.Rule()] && allow.policyTypes == nil)
    }

    @Test("Or is two peers, and is one peer with two selectors")
    func peers() throws {
        #expect(try policy(6).ingress?.first?.peers.count == 2)
        let both = try policy(7).ingress?.first?.peers
        #expect(
            both == [
                .pods(
                    podSelector: LabelSelector(matchLabels: ["pod-name": "client-b"]),
                    namespaceSelector: LabelSelector(matchLabels: ["ns-name": "network-policy-b"])
                )
            ]
        )
    }

    @Test("Ports have no peers, and two policies may each open one")
    func ports() throws {
        let rule = try #require(try policy(9).ingress?.first)
        #expect(rule.peers.isEmpty)
        #expect(rule.ports == [NetworkPolicy.Port(transport: .tcp, number: .number(81, through: nil))])
        #expect(steps(10).last?.cluster.policies.count == 2)
    }

    @Test("Egress on a named port leaves policyTypes out, and so isolates for ingress too")
    func namedEgress() throws {
        let policy = try policy(14)
        #expect(policy.policyTypes == nil && policy.ingress == nil)
        #expect(PolicyDialect.standard.directions(of: policy) == [.ingress, .egress])
    }

    @Test("An update replaces the policy of the same name")
    func update() {
        let policies = steps(15).map { $0.cluster.policies.map(\.name) }
        #expect(policies == [[], ["allow-ingress"], ["allow-ingress"]])
        #expect(steps(15)[1].cluster.policies != steps(15)[2].cluster.policies)
    }

    @Test("The client of the updated pod lives on, keeps its address and loses its label")
    func updatedPod() throws {
        var world = CaseWorld(ConformanceCase.upstream[16])
        var addresses: [IPv4Address?] = []
        var labels: [[String: String]] = []
        for step in ConformanceCase.upstream[16].steps.dropFirst() {
            step.changes.forEach { world.apply($0) }
            #expect(world.clients(for: step).isEmpty)
            let pod = try #require(world.cluster(with: []).pods.first { $0.name == "client-a" })
            addresses.append(pod.address)
            labels.append(pod.labels)
        }
        #expect(addresses[0] == addresses[1])
        #expect(labels == [["pod-name": "client-a"], [:]])
    }

    @Test("The server that becomes isolated keeps its name and its Service")
    func isolatedServer() throws {
        let last = try #require(steps(18).last?.cluster)
        let server = try #require(last.pods.first { $0.name == "server" })
        #expect(server.labels == ["pod-name": "server", "isolated": ""])
        #expect(last.services.first?.ports.first?.endpoints.first?.address == server.address)
    }

    @Test("Policies come and go in the order of upstream's steps")
    func deletion() {
        #expect(
            steps(22).map { $0.cluster.policies.map(\.name) } == [
                [], ["deny-all"], ["deny-all", "allow-client-a"], ["deny-all"], [],
            ]
        )
    }

    @Test("Blocks hold the server's own address: a /32, and a /24 without it")
    func blocks() throws {
        let server = IPBlock(.v4(CaseFixture.address(of: "nsa/server")))
        #expect(try policy(23).egress?.first?.peers == [.block(server, except: [])])
        let around = IPBlock(server.network, prefixLength: 24)
        #expect(try policy(24).egress?.first?.peers == [.block(around, except: [server])])
    }

    @Test("In the last case the two pods serve and dial in turn")
    func turns() {
        let servers = steps(25).map { $0.cluster.services.map(\.name).filter { $0 != "svc-server" } }
        #expect(servers == [[], ["svc-pod-a"], ["svc-pod-b"], ["svc-pod-b"], ["svc-pod-a"]])
        let probes = steps(25).dropFirst().flatMap { $0.step.probes.map(\.description) }
        #expect(
            probes == [
                "nsa/pod-b -> nsa/pod-a:80", "nsa/pod-a -> nsa/pod-b:80", "nsa/pod-a -> nsa/pod-b:80",
                "nsa/pod-b -> nsa/pod-a:80",
            ]
        )
    }
}
