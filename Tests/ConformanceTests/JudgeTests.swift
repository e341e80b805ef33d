import Addressing
import Cluster
import Conformance
import Layouts
import Policy
import Testing

/// What a controller is declared to do with connections in small clusters.
@Suite struct JudgeTests {
    /// Pods a (isolated for egress), b (for ingress) and c (for nothing) of one namespace under `policies`.
    private func cluster(_ policies: NetworkPolicy...) -> ClusterModel {
        let names: [PodName] = ["nsa/pod-a", "nsa/pod-b", "nsa/client-c"]
        return ClusterModel(
            namespaces: [Namespace(name: "nsa")],
            nodes: [CaseFixture.node],
            pods: names.map { CasePod.server($0).pod },
            services: names.compactMap { CasePod.server($0).service },
            policies: policies
        )
    }

    private func select(_ name: String) -> LabelSelector { LabelSelector(matchLabels: ["pod-name": name]) }

    private func policy(
        _ name: String,
        on pod: String,
        _ types: [NetworkPolicy.Direction],
        ingress: [NetworkPolicy.Rule]? = nil,
        egress: [NetworkPolicy.Rule]? = nil
    ) -> NetworkPolicy {
        NetworkPolicy(
            namespace: "nsa",
            name: name,
            podSelector: select(pod),
            policyTypes: types,
            ingress: ingress,
            egress: egress
        )
    }

    private func expectation(
        _ source: PodName,
        _ target: PodName,
        in cluster: ClusterModel,
        under subject: ConformanceSubject = ConformanceData.early
    ) -> ProbeExpectation {
        let probe = CaseProbe(.pod(source), .pod(target), 80, way: .service, isAllowed: true)
        return Judge(of: cluster, under: subject).expectation(of: probe.packet())
    }

    @Test("A source that may go out passes a destination that lets nobody in: only the source's chain is asked")
    func sourceFirst() throws {
        let both = cluster(
            policy("out", on: "pod-a", [.egress], egress: [.init()]),
            policy("in", on: "pod-b", [.ingress], ingress: [])
        )
        let backend = try #require(expectation("nsa/pod-a", "nsa/pod-b", in: both).backends.first)
        #expect(!backend.standard && backend.declared)
        #expect(backend.reason?.contains("only one is asked") == true)
        // Nobody isolates c for egress, so b's chain is asked as it should be.
        let other = try #require(expectation("nsa/client-c", "nsa/pod-b", in: both).backends.first)
        #expect(!other.standard && !other.declared && other.reason == nil)
    }

    @Test("In the one chain rules of the other direction count too")
    func bothDirections() throws {
        let crossed = cluster(
            policy("out", on: "pod-a", [.egress], egress: []),
            NetworkPolicy(
                namespace: "nsa",
                name: "in",
                policyTypes: [.ingress],
                ingress: [.init()]
            )
        )
        let backend = try #require(expectation("nsa/pod-a", "nsa/pod-b", in: crossed).backends.first)
        #expect(!backend.standard && backend.declared)
    }

    @Test("A controller is held to the deviations that it is declared to have")
    func plain() throws {
        var subject = ConformanceData.early
        subject.dialect.deviations.remove(.firstPodChainDecides)
        let both = cluster(
            policy("out", on: "pod-a", [.egress], egress: [.init()]),
            policy("in", on: "pod-b", [.ingress], ingress: [])
        )
        let backend = try #require(expectation("nsa/pod-a", "nsa/pod-b", in: both, under: subject).backends.first)
        #expect(!backend.standard && !backend.declared)
    }

    @Test("A named port in an egress rule without peers makes no rule where it is known to need them")
    func names() throws {
        let named = NetworkPolicy.Port(number: .name("serve-80"))
        let bare = cluster(policy("out", on: "pod-a", [.egress], egress: [.init(ports: [named])]))
        var subject = ConformanceData.early
        subject.dialect = .kubeRouterTKE
        let lost = try #require(expectation("nsa/pod-a", "nsa/pod-b", in: bare, under: subject).backends.first)
        #expect(lost.standard && !lost.declared)
        #expect(lost.reason == PolicyDeviation.namedEgressNeedsPeers.summary)
        let peered = cluster(
            policy(
                "out",
                on: "pod-a",
                [.egress],
                egress: [
                    .init(
                        peers: [.pods(podSelector: select("pod-b"), namespaceSelector: nil)],
                        ports: [named]
                    )
                ]
            )
        )
        let kept = try #require(expectation("nsa/pod-a", "nsa/pod-b", in: peered, under: subject).backends.first)
        #expect(kept.standard && kept.declared)
    }

    @Test("The reason names the fields that the dialect passes over")
    func reasons() throws {
        let expression = LabelSelector(matchExpressions: [.init(key: "pod-name", operator: .in, values: ["pod-a"])])
        let narrow = cluster(
            policy(
                "in",
                on: "pod-b",
                [.ingress],
                ingress: [.init(peers: [.pods(podSelector: expression, namespaceSelector: nil)])]
            )
        )
        let backend = try #require(expectation("nsa/client-c", "nsa/pod-b", in: narrow).backends.first)
        #expect(!backend.standard && backend.declared)
        #expect(backend.reason == PolicyDeviation.ignoresMatchExpressions.summary)
    }

    @Test("A ClusterIP stands for its endpoints, and a port that it lacks for nobody")
    func services() {
        let plain = cluster()
        #expect(
            expectation("nsa/pod-a", "nsa/pod-b", in: plain).backends.map(\.address)
                == [.v4(CaseFixture.address(of: "nsa/pod-b"))]
        )
        let probe = CaseProbe(.pod("nsa/pod-a"), .pod("nsa/pod-b"), 5978, way: .service, isAllowed: true)
        #expect(Judge(of: plain, under: ConformanceData.early).expectation(of: probe.packet()).backends.isEmpty)
    }
}
