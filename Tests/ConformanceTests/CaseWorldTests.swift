import Cluster
import Conformance
import Testing

@Suite struct CaseWorldTests {
    private let bare = ConformanceCase(
        name: "bare",
        origin: .upstream,
        namespaces: [Namespace(name: "nsa", labels: ["a": "1"])],
        pods: [.server("nsa/server")],
        steps: []
    )

    private func policy(_ name: String, types: [NetworkPolicy.Direction]) -> NetworkPolicy {
        NetworkPolicy(namespace: "nsa", name: name, policyTypes: types)
    }

    @Test("A server has its label, two named ports and a Service that leads to it")
    func server() throws {
        let cluster = CaseWorld(bare).cluster(with: [])
        let pod = try #require(cluster.pods.first)
        #expect(pod.labels == ["pod-name": "server"])
        #expect(pod.ports.map(\.name) == ["serve-80", "serve-81"])
        let service = try #require(cluster.services.first)
        #expect(service.name == "svc-server")
        #expect(service.ports.map(\.number) == [80, 81])
        #expect(service.ports.flatMap(\.endpoints).allSatisfy { $0.address == pod.address })
    }

    @Test("A policy that is applied again takes its own place, and is gone once deleted")
    func policies() {
        var world = CaseWorld(bare)
        world.apply(.apply(policy("p", types: [.ingress])))
        world.apply(.apply(policy("q", types: [.ingress])))
        world.apply(.apply(policy("p", types: [.egress])))
        #expect(world.cluster(with: []).policies == [policy("p", types: [.egress]), policy("q", types: [.ingress])])
        world.apply(.delete(policy: "p", namespace: "other"))
        #expect(world.cluster(with: []).policies.count == 2)
        world.apply(.delete(policy: "p", namespace: "nsa"))
        #expect(world.cluster(with: []).policies.map(\.name) == ["q"])
    }

    @Test("Labels are replaced, not added to, and the pod keeps its address")
    func labels() throws {
        var world = CaseWorld(bare)
        let before = try #require(world.cluster(with: []).pods.first)
        world.apply(.relabel("nsa/server", ["isolated": ""]))
        world.apply(.relabelNamespace("nsa", ["b": "2"]))
        let after = world.cluster(with: [])
        #expect(after.pods.first?.labels == ["isolated": ""])
        #expect(after.pods.first?.address == before.address)
        #expect(after.namespaces.first?.labels == ["b": "2"])
    }

    @Test("Pods come and go with their Services")
    func pods() {
        var world = CaseWorld(bare)
        world.apply(.start(.server("nsa/pod-a")))
        #expect(world.cluster(with: []).services.map(\.name) == ["svc-server", "svc-pod-a"])
        world.apply(.remove("nsa/pod-a"))
        #expect(world.cluster(with: []).pods.map(\.name) == ["server"])
        #expect(world.cluster(with: []).services.count == 1)
    }

    @Test("A step starts the sources that do not run, each once, with upstream's label")
    func clients() {
        let step = CaseStep(probes: [
            .ok("nsa/client-a", "nsa/server"), .ok("nsa/client-a", "nsa/server", 81), .ok("nsa/server", "nsa/server"),
            .ok("nsb/client-a", "nsa/server"),
        ])
        let clients = CaseWorld(bare).clients(for: step)
        #expect(clients.map(\.name) == ["nsa/client-a", "nsb/client-a"])
        #expect(clients.map(\.pod.labels) == [["pod-name": "client-a"], ["pod-name": "client-a"]])
        #expect(clients.allSatisfy { $0.service == nil && $0.pod.ports.isEmpty })
    }

    @Test("A change is announced as the API announces it")
    func events() {
        let changes: [CaseChange] = [
            .start(.server("nsa/pod-a")), .remove("nsa/pod-a"), .apply(policy("p", types: [])),
            .delete(policy: "p", namespace: "nsa"), .relabel("nsa/server", [:]), .relabelNamespace("nsa", [:]),
        ]
        #expect(
            changes.map(\.event) == [
                .podAdded, .podDeleted, .policyChanged, .policyChanged, .podLabels, .namespaceLabels,
            ]
        )
        #expect(changes.map { CaseStep([$0], probes: []).changesPolicy } == [false, false, true, true, true, true])
    }
}
