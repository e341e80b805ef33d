import Addressing
import Cluster
import Policy
import Testing

@Suite struct ClientSourcesTests {
    private let test = ServiceReference.test

    private func sources(
        _ cluster: ClusterModel,
        _ target: ServiceReference = .test,
        node: String = "node-1",
        dialect: PolicyDialect = .standard
    ) throws -> ClientSources {
        let target = try cluster.resolve(target)
        let backends = TargetEndpoints(of: target, in: cluster, on: node).local
        let found = try ClientSources.find(for: target, backends: backends, in: cluster, dialects: [dialect])
        let oracle = PolicyOracle(of: cluster, dialect: dialect)
        for backend in backends {
            for (source, isAllowed) in [(found.allowed, true), (found.forbidden, false)] {
                let connection = Connection(
                    source: .address(.v4(source)),
                    destination: .pod(backend.pod),
                    port: backend.endpoint.port
                )
                #expect(oracle.verdict(on: connection).isAllowed == isAllowed)
            }
        }
        return found
    }

    private func sources(rules: String, dialect: PolicyDialect = .standard) throws -> ClientSources {
        try sources(PolicyData.cluster(policies: PolicyData.policy("{ingress: [\(rules)]}")), dialect: dialect)
    }

    private func refusal(_ body: () throws -> ClientSources) -> String {
        #expect(throws: PolicyError.self) { try body() }?.description ?? ""
    }

    @Test("The benchmark's policy gives the seed's client, and an address for examples as the stranger")
    func benchmark() throws {
        let expected = ClientSources(allowed: IPv4Address(14, 215, 0, 2), forbidden: IPv4Address(198, 51, 100, 2))
        for dialect in PolicyDialect.known {
            #expect(try sources(PolicyData.cluster("npd-multiport.yaml"), dialect: dialect) == expected)
        }
    }

    @Test(
        "Another block gives its own hosts",
        arguments: [
            ("192.168.7.0/24", "192.168.7.2"), ("8.8.8.8/32", "8.8.8.8"), ("8.8.8.0/31", "8.8.8.1"),
            ("14.215.0.0/30", "14.215.0.2"), ("0.0.0.0/1", "14.215.0.2"),
        ]
    )
    func otherBlocks(block: String, allowed: String) throws {
        #expect(try sources(rules: "{from: [{ipBlock: {cidr: \(block)}}]}").allowed == IPv4Address(allowed))
    }

    @Test("Excepts are kept out of, and are where strangers come from if all else is allowed")
    func excepts() throws {
        let found = try sources(rules: "{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [14.215.0.0/16]}}]}")
        #expect(found.forbidden == IPv4Address(14, 215, 0, 2))
        let start = try sources(rules: "{from: [{ipBlock: {cidr: 20.0.0.0/8, except: [20.0.0.0/9]}}]}")
        #expect(start.allowed == IPv4Address(20, 128, 0, 2))
    }

    @Test("To kube-router 0.2.0, which ignores excepts, an except hides nobody")
    func ignoredExcepts() {
        let rules = "{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [14.215.0.0/16]}}]}"
        #expect(refusal { try sources(rules: rules, dialect: .kubeRouter020) }.contains("forbid no source"))
    }

    @Test("The cluster's own ranges, local pods, nodes and Services are no clients")
    func clusterAddresses() throws {
        // All of 10.0.0.0/8 but the pods' range 10.244/16 and the Services' 10.96/12.
        #expect(try sources(rules: "{from: [{ipBlock: {cidr: 10.96.0.0/11}}]}").allowed == IPv4Address(10, 112, 0, 2))
        #expect(try sources(rules: "{from: [{ipBlock: {cidr: 172.31.0.0/24}}]}").allowed == IPv4Address(172, 31, 0, 3))
        #expect(
            refusal { try sources(rules: "{from: [{ipBlock: {cidr: 10.244.0.0/24}}]}") }.contains("allow no source")
        )
        #expect(refusal { try sources(rules: "{from: [{ipBlock: {cidr: 127.0.0.0/8}}]}") }.contains("allow no source"))
    }

    @Test("The port counts: a block for another port lets nobody in")
    func ports() {
        let message = refusal { try sources(rules: "{from: [{ipBlock: {cidr: 14.215.0.0/16}}], ports: [{port: 81}]}") }
        #expect(
            message
                == "cannot find client addresses for default/test:80: its policies allow no source outside the cluster and no "
                + "pod of another node to port 80 of all its pods; give a --policy that opens that port, or another --target"
        )
    }

    @Test("Where selectors alone allow somebody, the client is a pod of another node; a stranger outside stays")
    func remotePods() throws {
        let cluster = try PolicyData.cluster()
        for (peer, namespace) in [
            ("podSelector: {}", "default"), ("namespaceSelector: {matchLabels: {app: nsb}}", "nsb"),
        ] {
            let found = try sources(rules: "{from: [{\(peer)}]}")
            let pod = try #require(cluster.pods.first { $0.address == found.allowed })
            #expect(pod.namespace == namespace)
            #expect(pod.nodeName == "node-2")
            #expect(found.forbidden == IPv4Address(198, 51, 100, 2))
        }
    }

    @Test(
        "Where all outside are allowed, the stranger is a pod that the target's policies forbid, not one that may not send"
    )
    func remoteStranger() throws {
        let rules = "{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.244.0.0/16]}}]}"
        let spec = PolicyData.policy("{podSelector: {matchLabels: {app: test}}, ingress: [\(rules)]}")
        var cluster = try PolicyData.cluster(policies: spec)
        let found = try sources(cluster)
        #expect(cluster.pods.contains { $0.address == found.forbidden && $0.nodeName == "node-2" })

        // A policy on the senders forbids them too, but no rule of this node says so.
        let open = "{podSelector: {matchLabels: {app: test}}, ingress: [{}]}"
        let closed = "{podSelector: {}, policyTypes: [Egress]}"
        cluster = try PolicyData.cluster(
            policies: PolicyData.policy("a", open) + PolicyData.policy("b", closed)
                + PolicyData.policy("c", in: "nsa", closed) + PolicyData.policy("d", in: "nsb", closed)
        )
        #expect(refusal { try sources(cluster) }.contains("forbid no source"))
    }

    @Test("Selectors of nobody allow nobody, and allow-all forbids nobody")
    func unusablePolicies() {
        #expect(
            refusal { try sources(rules: "{from: [{podSelector: {matchLabels: {x: y}}}]}") }.contains("allow no source")
        )
        #expect(refusal { try sources(rules: "{}") }.contains("forbid no source"))
        #expect(refusal { try sources(rules: "{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}") }.contains("forbid no source"))
    }

    @Test("A pod that no policy isolates is named")
    func notIsolated() throws {
        let bare = try PolicyData.cluster()
        let message = refusal { try sources(bare) }
        #expect(
            message.contains("no policy isolates its pod default/test-0 for ingress; give a --policy that selects it")
        )
        let egress = try PolicyData.cluster(policies: PolicyData.policy("{policyTypes: [Egress]}"))
        #expect(refusal { try sources(egress) }.contains("no policy isolates"))
    }

    @Test("A target without local endpoints is refused")
    func notLocal() throws {
        let cluster = try PolicyData.cluster("npd-multiport.yaml")
        #expect(refusal { try sources(cluster, node: "node-2") }.contains("none of its endpoints is a pod on the node"))
    }

    @Test("The address has to do for every pod, whatever policies each has")
    func severalPods() throws {
        var cluster = try PolicyData.cluster(
            policies: PolicyData.policy(
                "one",
                "{podSelector: {matchLabels: {n: '0'}}, ingress: [{from: [{ipBlock: {cidr: 14.215.0.0/16}}]}]}"
            )
                + PolicyData.policy(
                    "two",
                    "{podSelector: {matchLabels: {n: '1'}}, ingress: [{from: [{ipBlock: {cidr: 14.215.128.0/17}}]}]}"
                )
        )
        for number in 0...1 {
            let index = try #require(cluster.pods.firstIndex { $0.name == "test-\(number)" })
            cluster.pods[index].labels["n"] = "\(number)"
        }
        #expect(try sources(cluster).allowed == IPv4Address(14, 215, 128, 2))
        cluster.policies[1].ingress = [
            NetworkPolicy.Rule(peers: [.block(IPBlock(.v4(IPv4Address(9, 9, 9, 9))), except: [])])
        ]
        #expect(refusal { try sources(cluster) }.contains("allow no source"))
    }

    @Test("If any address of the policies' neighbourhood is allowed, one is found")
    func completeness() throws {
        var generator = Digits(state: 7)
        let neighbourhood = (0..<256).map { IPv4Address(20, 0, 0, UInt8($0)) }
        var found = 0
        for _ in 0..<60 {
            var cluster = try PolicyData.cluster()
            // One policy a pod, so that a source has to be in both.
            cluster.policies = (0..<2).map { number in
                NetworkPolicy(
                    namespace: "default",
                    name: "p\(number)",
                    podSelector: LabelSelector(matchLabels: ["n": "\(number)"]),
                    ingress: [NetworkPolicy.Rule(peers: [generator.peer(), generator.peer()])]
                )
            }
            for number in 0..<2 {
                let index = try #require(cluster.pods.firstIndex { $0.name == "test-\(number)" })
                cluster.pods[index].labels["n"] = "\(number)"
            }
            let oracle = PolicyOracle(of: cluster)
            let pods = try [cluster.pod("test-0"), cluster.pod("test-1")]
            let isPossible = neighbourhood.contains { source in
                pods.allSatisfy {
                    oracle.verdict(on: Connection(source: .address(.v4(source)), destination: .pod($0), port: 80))
                        .isAllowed
                }
            }
            let result = try? sources(cluster)
            #expect((result != nil) == isPossible)
            found += isPossible ? 1 : 0
        }
        #expect(found > 5 && found < 55)
    }
}

/// Random blocks in 20.0.0.0/24, the same on every run.
private struct Digits {
    var state: UInt64

    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    private mutating func block(longerThan length: Int, in block: IPv4CIDR) -> IPv4CIDR {
        let address = block.network + UInt32(below(Int(block.count)))
        return IPv4CIDR(address, prefixLength: length + 1 + below(32 - length))
    }

    mutating func peer() -> NetworkPolicy.Peer {
        let outer = block(longerThan: 24, in: IPv4CIDR(IPv4Address(20, 0, 0, 0), prefixLength: 24))
        guard outer.prefixLength < 31 else { return .block(.v4(outer), except: []) }
        let excepts = (0..<below(3)).map { _ in IPBlock(block(longerThan: outer.prefixLength, in: outer)) }
        return .block(.v4(outer), except: excepts)
    }
}
