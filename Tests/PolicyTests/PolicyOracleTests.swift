import Addressing
import Cluster
import Policy
import Testing

@Suite struct PolicyOracleTests {
    private func verdict(
        _ cluster: ClusterModel,
        from source: String,
        to destination: String,
        port: UInt16 = 80,
        _ transport: ServiceProtocol = .tcp,
        dialect: PolicyDialect = .standard
    ) throws -> PolicyVerdict {
        func end(_ text: String) throws -> Connection.End {
            try IPAddress(text).map { .address($0) } ?? .pod(cluster.pod(text))
        }
        let connection = try Connection(
            source: end(source),
            destination: end(destination),
            port: port,
            transport: transport
        )
        return PolicyOracle(of: cluster, dialect: dialect).verdict(on: connection)
    }

    private func allows(
        _ cluster: ClusterModel,
        _ source: String,
        _ destination: String,
        _ port: UInt16 = 80,
        _ transport: ServiceProtocol = .tcp
    ) throws -> Bool {
        try verdict(cluster, from: source, to: destination, port: port, transport).isAllowed
    }

    @Test("Without policies everybody reaches everybody")
    func noPolicies() throws {
        let verdict = try verdict(PolicyData.cluster(), from: "b-0", to: "a-0")
        #expect(verdict == PolicyVerdict(egress: .notIsolated, ingress: .notIsolated))
        #expect(verdict.isAllowed)
    }

    @Test("Example 1: pods of nsa reach one another and nobody else reaches them")
    func sameNamespace() throws {
        let cluster = try PolicyData.cluster("ex1-same-namespace.yaml")
        #expect(try allows(cluster, "a-1", "a-0"))
        #expect(try !allows(cluster, "b-0", "a-0"))
        #expect(try !allows(cluster, "14.215.0.2", "a-0"))
        #expect(try allows(cluster, "a-0", "b-0"))
    }

    @Test("Example 2: nobody reaches pods of nsa, except each itself and the node its own")
    func denyAll() throws {
        let cluster = try PolicyData.cluster("ex2-deny-all.yaml")
        #expect(try !allows(cluster, "a-1", "a-0"))
        #expect(try verdict(cluster, from: "a-0", to: "a-0").ingress == .exempt(.itself))
        #expect(try verdict(cluster, from: "172.31.0.1", to: "a-0").ingress == .exempt(.ownNode))
        #expect(try verdict(cluster, from: "172.31.0.2", to: "a-0").ingress == .denied(isolatedBy: ["nsa/npa"]))
    }

    @Test("Example 3: pods of the namespace labelled nsb reach nsa, on port 6379 only")
    func fromNamespace() throws {
        let cluster = try PolicyData.cluster("ex3-from-namespace-port.yaml")
        #expect(try allows(cluster, "b-0", "a-0", 6379))
        #expect(try !allows(cluster, "b-0", "a-0", 80))
        #expect(try !allows(cluster, "b-0", "a-0", 6379, .udp))
        #expect(try !allows(cluster, "a-1", "a-0", 6379))
    }

    @Test("Example 4: pods of nsa reach 14.215.0.0/16 on port 5978 and nothing else, but are reached by all")
    func egress() throws {
        let cluster = try PolicyData.cluster("ex4-egress-cidr-port.yaml")
        #expect(try allows(cluster, "a-0", "14.215.7.7", 5978))
        #expect(try !allows(cluster, "a-0", "14.215.7.7", 80))
        #expect(try !allows(cluster, "a-0", "14.216.0.1", 5978))
        #expect(try !allows(cluster, "a-0", "b-0", 5978))
        #expect(try allows(cluster, "b-0", "a-0"))
        let verdict = try verdict(cluster, from: "a-0", to: "14.215.7.7", port: 5978)
        #expect(verdict.ingress == .exempt(.noPod))
        #expect(
            verdict.egress
                == .allowed(by: [.init(policy: "nsa/npa", direction: .egress, index: 0)], isolatedBy: ["nsa/npa"])
        )
    }

    @Test(
        "Example 5 and the benchmark's policy: 14.215.0.0/16 reaches default, on the ports given",
        arguments: [
            ("ex5-ingress-cidr-port.yaml", [80]), ("npd-multiport.yaml", [80, 8080, 9090]),
        ] as [(String, [UInt16])]
    )
    func ingressBlock(file: String, ports: [UInt16]) throws {
        let cluster = try PolicyData.cluster(file)
        for port in [80, 81, 8080, 9090] as [UInt16] {
            #expect(try allows(cluster, "14.215.0.2", "test-0", port) == ports.contains(port))
        }
        #expect(try !allows(cluster, "14.216.0.0", "test-0"))
        #expect(try !allows(cluster, "svc-0-0", "test-0"))
        #expect(try allows(cluster, "14.216.0.0", "a-0", 81))
    }

    @Test("The rule that decides is named, counted from 0")
    func reasons() throws {
        let cluster = try PolicyData.cluster("npd-multiport.yaml")
        let verdict = try verdict(cluster, from: "14.215.0.2", to: "test-0")
        #expect(
            verdict.ingress
                == .allowed(
                    by: [.init(policy: "default/npd", direction: .ingress, index: 2)],
                    isolatedBy: ["default/npd"]
                )
        )
        #expect(
            verdict.description
                == "allowed (egress: not a pod, so no policy applies; ingress: allowed by default/npd ingress[2])"
        )
        #expect(
            try self.verdict(cluster, from: "a-0", to: "test-0").description
                == "denied (egress: no policy isolates the pod; ingress: isolated by default/npd, and no rule allows it)"
        )
    }

    @Test("Policies add up: what one allows no other takes away, and all that allow are named")
    func additive() throws {
        let cluster = try PolicyData.cluster(
            policies: PolicyData.policy("none", "{podSelector: {}}")
                + PolicyData.policy(
                    "web",
                    "{podSelector: {matchLabels: {app: test}}, ingress: [{ports: [{port: 80}]}]}"
                )
                + PolicyData.policy("all", "{podSelector: {matchLabels: {app: test}}, ingress: [{}]}")
        )
        let verdict = try verdict(cluster, from: "b-0", to: "test-0")
        guard case .allowed(let rules, let policies) = verdict.ingress else {
            Issue.record("not allowed: \(verdict)")
            return
        }
        #expect(rules.map(\.policy) == ["default/web", "default/all"])
        #expect(policies == ["default/none", "default/web", "default/all"])
        #expect(try !allows(cluster, "b-0", "svc-0-0"))
    }

    @Test("Both ends have to allow a connection")
    func bothEnds() throws {
        let out = PolicyData.policy(
            "out",
            in: "nsb",
            "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {app: nsa}}}]}]}"
        )
        let into = PolicyData.policy("in", in: "nsa", "{podSelector: {matchLabels: {app: db}}}")
        let cluster = try PolicyData.cluster(policies: out + into)
        #expect(try allows(cluster, "b-0", "a-0"))
        let stopped = try verdict(cluster, from: "b-0", to: "db-0")
        #expect(stopped.egress.isAllowed && !stopped.ingress.isAllowed && !stopped.isAllowed)
        let kept = try verdict(cluster, from: "b-0", to: "test-0")
        #expect(!kept.egress.isAllowed && kept.ingress == .notIsolated && !kept.isAllowed)
    }

    @Test("An except takes addresses from its own peer only; kube-router 0.2.0 ignores it")
    func excepts() throws {
        let block = "{ipBlock: {cidr: 14.215.0.0/16, except: [14.215.1.0/24]}}"
        let one = try PolicyData.cluster(policies: PolicyData.policy("{ingress: [{from: [\(block)]}]}"))
        #expect(try allows(one, "14.215.2.1", "test-0"))
        #expect(try !allows(one, "14.215.1.1", "test-0"))
        #expect(try verdict(one, from: "14.215.1.1", to: "test-0", dialect: .kubeRouter020).isAllowed)
        let two = try PolicyData.cluster(
            policies: PolicyData.policy("{ingress: [{from: [\(block), {ipBlock: {cidr: 14.215.1.1/32}}]}]}")
        )
        #expect(try allows(two, "14.215.1.1", "test-0"))
        #expect(try !allows(two, "14.215.1.2", "test-0"))
    }

    @Test("A block holds for pods' addresses too, and a pod's address counts as the pod")
    func podAddresses() throws {
        let block = try PolicyData.cluster(
            policies: PolicyData.policy("{ingress: [{from: [{ipBlock: {cidr: 10.244.1.0/24}}]}]}")
        )
        #expect(try allows(block, "svc-0-1", "test-0"))
        #expect(try !allows(block, "svc-0-0", "test-0"))
        let labels = try PolicyData.cluster("ex1-same-namespace.yaml")
        #expect(try allows(labels, "10.244.1.10", "10.244.0.10"))
        #expect(try !allows(labels, "10.244.1.20", "10.244.0.10"))
    }

    @Test("A named port is looked up at the destination, with its protocol; external ends have no names")
    func namedPorts() throws {
        let ingress = try PolicyData.cluster(policies: PolicyData.policy("{ingress: [{ports: [{port: serve-81}]}]}"))
        #expect(try allows(ingress, "b-0", "test-0", 81))
        #expect(try !allows(ingress, "b-0", "test-0", 80))
        #expect(try !allows(ingress, "b-0", "test-0", 81, .udp))
        let egress = try PolicyData.cluster(
            policies: PolicyData.policy("{policyTypes: [Egress], egress: [{ports: [{port: serve-81}]}]}")
        )
        #expect(try allows(egress, "test-0", "b-0", 81))
        #expect(try !allows(egress, "test-0", "b-0", 80))
        #expect(try !allows(egress, "test-0", "14.215.0.2", 81))
    }

    @Test("A port range holds at both ends; kube-router 0.2.0 knows its first port only")
    func ranges() throws {
        let cluster = try PolicyData.cluster(
            policies: PolicyData.policy("{ingress: [{ports: [{port: 80, endPort: 90}]}]}")
        )
        for (port, isAllowed) in [(79, false), (80, true), (85, true), (90, true), (91, false)] as [(UInt16, Bool)] {
            #expect(try allows(cluster, "b-0", "test-0", port) == isAllowed)
        }
        #expect(try !verdict(cluster, from: "b-0", to: "test-0", port: 85, dialect: .kubeRouter020).isAllowed)
        #expect(try verdict(cluster, from: "b-0", to: "test-0", port: 80, dialect: .kubeRouter020).isAllowed)
    }

    @Test("A port without a number means the whole protocol, SCTP too")
    func protocolsAlone() throws {
        let cluster = try PolicyData.cluster(policies: PolicyData.policy("{ingress: [{ports: [{protocol: SCTP}]}]}"))
        #expect(try allows(cluster, "b-0", "test-0", 1, .sctp))
        #expect(try !allows(cluster, "b-0", "test-0", 1, .tcp))
    }

    @Test(
        "A host-network pod is its node: labels do not reach it, no policy isolates it, and it reaches its node's pods"
    )
    func hostNetwork() throws {
        var cluster = try PolicyData.cluster("ex1-same-namespace.yaml")
        let index = try #require(cluster.pods.firstIndex { $0.name == "a-1" })
        cluster.pods[index].isHostNetwork = true
        cluster.pods[index].address = IPv4Address(172, 31, 0, 2)
        #expect(try !allows(cluster, "a-1", "a-0"))
        #expect(try verdict(cluster, from: "b-0", to: "a-1").ingress == .notIsolated)
        cluster.pods[index].address = IPv4Address(172, 31, 0, 1)
        #expect(try verdict(cluster, from: "a-1", to: "a-0").ingress == .exempt(.ownNode))
    }

    @Test("Connections of IPv6 are judged by pods and IPv6 blocks, with the same reasons")
    func ipv6() throws {
        var cluster = try PolicyData.cluster(
            policies: PolicyData.policy(
                in: "nsa",
                "{ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}, {from: [{ipBlock: {cidr: 'fd00::/16', except: ['fd00:1::/32']}}], "
                    + "ports: [{port: 80}]}, {from: [{namespaceSelector: {matchLabels: {app: nsb}}}]}]}"
            )
        )
        for index in cluster.pods.indices {
            cluster.pods[index].address6 = try #require(IPv6Address("fd00:244::")) + UInt32(index)
            cluster.pods[index].hostAddress6 = IPv6Address("fd00:172::9")
        }
        cluster.nodes[0].address6 = IPv6Address("fd00:172::1")
        let pod = try cluster.pod("a-0")
        let address = try #require(pod.address6).description
        func ingress(_ source: String, port: UInt16 = 80) throws -> PolicyVerdict.Side {
            try verdict(cluster, from: source, to: address, port: port).ingress
        }
        let rule = PolicyVerdict.RuleReference(policy: "nsa/p", direction: .ingress, index: 1)
        #expect(try ingress("fd00::1") == .allowed(by: [rule], isolatedBy: ["nsa/p"]))
        #expect(try ingress("fd00::1", port: 81) == .denied(isolatedBy: ["nsa/p"]))
        #expect(try ingress("fd00:1::1") == .denied(isolatedBy: ["nsa/p"]))
        #expect(try ingress("2001:db8::1") == .denied(isolatedBy: ["nsa/p"]))
        #expect(try ingress("fd00:172::1") == .exempt(.ownNode))
        #expect(try ingress("fd00:172::9") == .exempt(.ownNode))
        // An address that is a pod's counts as the pod, and pods talk by either family.
        let other = try cluster.pod("b-0")
        #expect(try ingress(#require(other.address6).description, port: 81).isAllowed)
        let far = Connection(source: .pod(try cluster.pod("test-0")), destination: .pod(pod), port: 81, family: .ipv6)
        #expect(!PolicyOracle(of: cluster).verdict(on: far).isAllowed)
        var near = far
        near.family = .ipv4
        #expect(PolicyOracle(of: cluster).verdict(on: near).isAllowed)
    }
}
