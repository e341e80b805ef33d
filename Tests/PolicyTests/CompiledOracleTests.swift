import Addressing
import Cluster
import Policy
import Testing

@Suite struct CompiledOracleTests {
    /// Every kind of peer, port and isolation in the small cluster.
    private static let policies =
        PolicyData.policy(
            "out",
            in: "nsb",
            "{policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.244.0.0/24}}]}]}"
        )
        + PolicyData.policy(
            "in",
            in: "nsa",
            "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [db]}]}, ingress: [{from: "
                + "[{namespaceSelector: {matchLabels: {app: nsb}}}, {podSelector: {matchLabels: {app: db}}}], "
                + "ports: [{port: serve-80}, {port: 81, endPort: 90}, {protocol: UDP}]}]}"
        )
        + PolicyData.policy(
            "block",
            "{ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16, except: [10.244.1.0/24]}}, "
                + "{ipBlock: {cidr: 14.215.0.0/16}}], ports: [{port: 80}]}, {from: [{namespaceSelector: {}, "
                + "podSelector: {matchLabels: {app: test}}}]}]}"
        )
        + PolicyData.policy("deny", in: "nsb", "{policyTypes: [Ingress]}")
        + PolicyData.policy(
            "all",
            in: "nsb",
            "{podSelector: {matchLabels: {app: b}}, ingress: [{ports: [{port: 80}]}]}"
        )

    /// The small cluster with those policies, and with pods that are unlike the others.
    private func cluster() throws -> ClusterModel {
        var cluster = try PolicyData.cluster(policies: Self.policies)
        cluster.pods[0].isHostNetwork = true
        cluster.pods[0].address = cluster.pods[0].hostAddress
        cluster.pods[1].phase = .succeeded
        cluster.pods[2].address = nil
        cluster.pods[4].isTerminating = true
        return cluster
    }

    @Test("Every verdict is the oracle's, in every dialect", arguments: PolicyDialect.known)
    func agreement(dialect: PolicyDialect) throws {
        let cluster = try cluster()
        let oracle = PolicyOracle(of: cluster, dialect: dialect)
        let compiled = CompiledOracle(of: cluster, dialect: dialect)
        let strangers = ["14.215.0.2", "14.216.0.2", "172.31.0.1", "172.31.0.2", "10.244.0.250", "10.244.1.10"]
        let ends =
            cluster.pods.map(Connection.End.pod) + strangers.compactMap { IPAddress($0) }.map(Connection.End.address)
        var counts = [false: 0, true: 0]
        for source in ends {
            for destination in ends {
                for (port, transport) in [(80, .tcp), (81, .tcp), (90, .tcp), (91, .tcp), (53, .udp), (80, .sctp)]
                    as [(UInt16, ServiceProtocol)]
                {
                    let connection = Connection(
                        source: source,
                        destination: destination,
                        port: port,
                        transport: transport
                    )
                    let verdict = oracle.verdict(on: connection)
                    counts[verdict.isAllowed, default: 0] += 1
                    #expect(compiled.allows(connection) == verdict.isAllowed, "\(connection): \(verdict)")
                }
            }
        }
        #expect(counts[false, default: 0] > 200 && counts[true, default: 0] > 200, "\(counts)")
    }

    @Test("More pods than a word has bits are told apart")
    func manyPods() throws {
        var cluster = try SyntheticCluster(services: 100, pods: 200).model
        cluster.policies = [
            NetworkPolicy(
                namespace: "default",
                name: "p",
                ingress: [
                    NetworkPolicy.Rule(
                        peers: [
                            .pods(podSelector: LabelSelector(matchLabels: ["app": "svc-70"]), namespaceSelector: nil)
                        ]
                    )
                ]
            )
        ]
        let compiled = CompiledOracle(of: cluster)
        let test = try #require(cluster.pods.last)
        let allowed = cluster.pods.dropLast().filter {
            compiled.allows(Connection(source: .pod($0), destination: .pod(test), port: 80)) ?? false
        }
        #expect(allowed.map(\.name) == ["svc-70-0", "svc-70-1"])
    }

    @Test("A pod that is not of the cluster has no end, and one counts as the cluster knows it")
    func ends() throws {
        let cluster = try PolicyData.cluster("ex1-same-namespace.yaml")
        let compiled = CompiledOracle(of: cluster)
        var pod = try cluster.pod("a-1")
        let target = try #require(compiled.end(.pod(cluster.pod("a-0"))))
        pod.labels = [:]
        pod.address = IPv4Address(1, 2, 3, 4)
        let source = try #require(compiled.end(.pod(pod)))
        #expect(compiled.allows(from: source, to: target, port: 80))
        #expect(try compiled.end(.address(#require(cluster.pod("a-1").address(in: .ipv4)))) == source)
        pod.name = "stranger"
        #expect(compiled.end(.pod(pod)) == nil)
        #expect(compiled.allows(Connection(source: .pod(pod), destination: .pod(pod), port: 80)) == nil)
    }

    @Test("Verdicts come fast: 2 million a second are promised of a release build, a quarter must be there")
    func speed() throws {
        let cluster = try cluster()
        let compiled = CompiledOracle(of: cluster)
        let addresses = ["14.215.0.2", "192.0.2.1", "2001:db8::1"].compactMap { IPAddress($0) }
        let ends = (cluster.pods.map(Connection.End.pod) + addresses.map(Connection.End.address))
            .compactMap { compiled.end($0) }
        #if DEBUG
            let (rounds, floor) = (20, 10_000.0)
        #else
            let (rounds, floor) = (2000, 500_000.0)
        #endif
        var allowed = 0
        var best = 0.0
        for _ in 0..<5 {
            let start = ContinuousClock.now
            var count = 0
            for round in 0..<rounds {
                for source in ends {
                    for destination in ends {
                        let port: UInt16 = round & 1 == 0 ? 80 : 81
                        if compiled.allows(from: source, to: destination, port: port) { allowed += 1 }
                        count += 1
                    }
                }
            }
            best = max(best, Double(count) / ((ContinuousClock.now - start) / .seconds(1)))
        }
        #expect(best >= floor, "\(Int(best)) verdicts/s")
        #expect(allowed > 0)
    }
}
