import Addressing
import Cluster
import Conformance
import Layouts
import Policy
import Linux
import Rules
import Testing

extension KernelTests {
    /// Cases played with real packets.
    @Suite struct CaseRunnerTests {
        private func play(
            _ cases: [ConformanceCase],
            _ subject: ConformanceSubject = ConformanceData.early,
            in twin: PacketTwin
        ) throws -> [CaseResult] {
            let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: .kubeProxyIptables110)
            return try cases.map { try runner.play($0) }
        }

        @Test("kube-router 0.2.0 plays all cases in ten seconds, and nothing happens that it is not declared to do")
        func early() throws {
            try KernelTests.withTwin { twin throws in
                let start = ContinuousClock.now
                let results = try play(ConformanceCase.all, in: twin)
                #expect(ContinuousClock.now - start < .seconds(10))
                for result in results { #expect(result.mismatches.isEmpty, "\(result.name): \(result.faults)") }
                let unsupported = zip(1..., results).filter { !$1.isSupported }.map { $0.0 }
                // Expressions 4, 5, 17, 18; named ports 12 to 14; except 24, and 28 of the later ones.
                #expect(unsupported == [4, 5, 12, 13, 14, 17, 18, 24, 28])
                #expect(results.filter { $0.refusal != nil }.map(\.name).allSatisfy { $0.contains("named port") })
                #expect(results.prefix(25).reduce(0) { $0 + $1.probes.count } == 126 - 6)
            }
        }

        @Test("An updated policy: the node is wrong until the kernel has the new rules, and right after")
        func exposure() throws {
            try KernelTests.withTwin { twin throws in
                let result = try #require(
                    try play([try ConformanceData.named("enforce updated policy")], in: twin).first
                )
                let exposures = result.steps.map(\.exposure)
                #expect(exposures[0] == nil)
                let update = try #require(exposures[2])
                let open = try #require(update.openSeconds)
                let closed = try #require(update.closedSeconds)
                // The update closes one port to client-a and opens another to client-b.
                #expect(open > 0 && closed > 0)
                #expect(open < 1 && closed < 1)
                #expect(update.sync == .event)
            }
        }

        @Test("A label that no event announces is followed at the end of the period")
        func period() throws {
            var blind = ConformanceData.early
            blind.trigger = SyncTrigger(events: [.podAdded, .podDeleted])
            try KernelTests.withTwin { twin throws in
                let played = try #require(
                    try play([try ConformanceData.named("updated pod")], blind, in: twin).first
                )
                #expect(played.steps[2].exposure?.sync == .period)
            }
        }

        @Test("A cluster is judged by all its pairs, and what only one end's chain allows is a declared deviation")
        func judgedCluster() throws {
            let out = NetworkPolicy(
                namespace: "nsa",
                name: "out",
                podSelector: LabelSelector(matchLabels: ["pod-name": "pod-a"]),
                policyTypes: [.egress],
                egress: [.init()]
            )
            let closed = NetworkPolicy(
                namespace: "nsa",
                name: "closed",
                podSelector: LabelSelector(matchLabels: ["pod-name": "pod-b"]),
                policyTypes: [.ingress]
            )
            let names: [PodName] = ["nsa/pod-a", "nsa/pod-b", "nsb/client-a"]
            let cluster = ClusterModel(
                namespaces: [Namespace(name: "nsa"), Namespace(name: "nsb")],
                nodes: [CaseFixture.node],
                pods: names.map { CasePod.server($0).pod },
                services: names.compactMap { CasePod.server($0).service },
                policies: [out, closed]
            )
            let matrix = ProbeMatrix(
                of: cluster,
                on: CaseFixture.node,
                ports: [80, 81],
                outside: [.v4(CaseFixture.insider)]
            )
            try KernelTests.withTwin { twin throws in
                let runner = CaseRunner(
                    twin: twin,
                    subject: ConformanceData.early,
                    serviceProxy: .kubeProxyIptables110
                )
                let judged = try runner.judge(cluster, on: CaseFixture.node, probes: matrix.probes)
                #expect(judged.refusal == nil)
                #expect(judged.probes.count == matrix.probes.count)
                #expect(judged.mismatches.isEmpty, "\(judged.mismatches.compactMap(\.fault))")
                // From pod-a to pod-b: two ports with three protocols, and the Service's two ports.
                #expect(judged.deviations.count == 8)
                #expect(judged.deviations.allSatisfy { $0.source == "nsa/pod-a" && $0.target.hasSuffix("pod-b") })
            }
        }

        @Test("A series of clusters is counted, deviations with their reason, and ends when interrupted")
        func series() throws {
            let pods = (["nsa/pod-a", "nsa/pod-b"] as [PodName]).map { CasePod.server($0).pod }
            let expression = LabelSelector(matchExpressions: [.init(key: "x", operator: .exists)])
            let closed = NetworkPolicy(namespace: "nsa", name: "closed", podSelector: expression)
            let clusters = [[], [closed], []].enumerated().map { index, policies in
                let cluster = ClusterModel(nodes: [CaseFixture.node], pods: pods, policies: policies)
                return (number: index + 1, cluster: cluster)
            }
            let plan = PacketTwinPlan(holding: clusters.map(\.cluster), on: CaseFixture.node, ports: [80])
            try KernelTests.withTwin(plan) { twin throws in
                let runner = CaseRunner(
                    twin: twin,
                    subject: ConformanceData.early,
                    serviceProxy: .kubeProxyIptables110
                )
                let tally = try runner.tally(clusters, on: CaseFixture.node, ports: [80])
                // Two pods to both with three protocols, and two outside addresses likewise.
                #expect(tally.probes == 3 * (12 + 12))
                #expect(tally.mismatches == 0, "\(tally.text)")
                // All but the pods to themselves.
                #expect(tally.deviations == [PolicyDeviation.ignoresMatchExpressions.summary: 24 - 6])
                let none = try runner.tally(clusters, on: CaseFixture.node, ports: [80], isInterrupted: { true })
                #expect(none.clusters == 0)
            }
        }

        @Test("A cluster that the controller can not program is a refusal, and nothing is probed")
        func refusal() throws {
            let named = NetworkPolicy(
                namespace: "nsa",
                name: "named",
                ingress: [.init(ports: [.init(number: .name("serve-80"))])]
            )
            let cluster = ClusterModel(
                nodes: [CaseFixture.node],
                pods: [CasePod.server("nsa/server").pod],
                policies: [named]
            )
            try KernelTests.withTwin { twin throws in
                let runner = CaseRunner(
                    twin: twin,
                    subject: ConformanceData.early,
                    serviceProxy: .kubeProxyIptables110
                )
                let judged = try runner.judge(cluster, on: CaseFixture.node, probes: [])
                #expect(judged.refusal?.contains("serve-80") == true)
                #expect(judged.probes.isEmpty)
            }
        }
    }
}
