import Addressing
import Cluster
import Testing

@Suite struct ClusterModelLookupTests {
    private let node = Node(name: "n1", address: IPv4Address(172, 31, 0, 1))

    private func pod(_ name: String, on node: String?, _ last: UInt8?, phase: Pod.Phase = .running, host: Bool = false)
        -> Pod
    {
        Pod(
            namespace: "default",
            name: name,
            nodeName: node,
            hostAddress: IPv4Address(172, 31, 0, 1),
            address: last.map { IPv4Address(10, 244, 0, $0) },
            phase: phase,
            isHostNetwork: host
        )
    }

    private func cluster() -> ClusterModel {
        let endpoints = [2, 5, 6, 9, 7].map {
            Service.Endpoint(address: IPv4Address(10, 244, 0, $0), port: 80, nodeName: nil)
        }
        return ClusterModel(
            nodes: [node, Node(name: "empty", address: nil)],
            pods: [
                pod("own", on: "n1", 2), pod("host", on: "n1", 5, host: true),
                pod("done", on: "n1", 6, phase: .succeeded),
                pod("waiting", on: "n1", nil, phase: .pending), pod("failed", on: "n1", 7, phase: .failed),
                pod("far", on: "n2", 6), pod("unbound", on: nil, nil),
            ],
            services: [
                Service(
                    namespace: "default",
                    name: "web",
                    clusterIP: IPv4Address(10, 96, 0, 1),
                    ports: [
                        Service.Port(name: "http", number: 80, targetPort: "80", endpoints: endpoints),
                        Service.Port(name: "idle", number: 81, targetPort: "81", endpoints: []),
                    ]
                ),
                Service(
                    namespace: "default",
                    name: "headless",
                    clusterIP: nil,
                    ports: [Service.Port(name: "", number: 80, targetPort: "80", endpoints: endpoints)]
                ),
            ]
        )
    }

    private func message(_ body: () throws -> Void) -> String {
        #expect(throws: ClusterError.self, performing: body)?.description ?? ""
    }

    @Test("Local pods are those with an address of their own; all pods of the node are there to ask for")
    func localPods() {
        #expect(cluster().localPods(on: "n1").map(\.name) == ["own"])
        #expect(cluster().pods(on: "n1").map(\.name) == ["own", "host", "done", "waiting", "failed"])
    }

    @Test("A node is found by its object, or else by its pods")
    func nodes() throws {
        #expect(try cluster().node(named: "n1") == node)
        #expect(try cluster().node(named: "n2") == Node(name: "n2", address: IPv4Address(172, 31, 0, 1)))
    }

    @Test("An unknown node and a node without pods are refused with the names that would do")
    func badNodes() {
        #expect(
            message { _ = try cluster().node(named: "n9") }.contains("no such node; give a node that has pods: n1, n2")
        )
        #expect(message { _ = try cluster().node(named: "empty") }.contains("no running pod"))
        #expect(message { _ = try ClusterModel().node(named: "x") }.hasSuffix("give a dump that has pods"))
    }

    @Test("At most five nodes are listed")
    func manyNodes() throws {
        let cluster = try SyntheticCluster(services: 1, pods: 50, localPods: 2).model
        #expect(
            message { _ = try cluster.node(named: "x") }.contains("node-1, node-2, node-3, node-4, node-5 and 46 more")
        )
    }

    @Test("A target is found by port number and by port name")
    func targets() throws {
        for port in ["80", "http"] {
            let reference = ServiceReference(namespace: "default", service: "web", port: port)
            let target = try cluster().resolve(reference)
            #expect(target.port.number == 80)
            #expect(target.clusterIP == IPv4Address(10, 96, 0, 1))
        }
    }

    @Test(
        "A target that cannot be used says which way",
        arguments: [
            ("default/nobody:80", "no such Service; Services of that namespace: web"),
            ("other/web:80", "no such Service; give --target"),
            ("default/web:443", "no port '443'; give one of its ports: 80 (http), 81 (idle)"),
            ("default/web:81", "no ready endpoint"),
            ("default/headless:80", "headless"),
        ]
    )
    func badTargets(text: String, cause: String) throws {
        let reference = try #require(ServiceReference(text))
        let message = message { _ = try cluster().resolve(reference) }
        #expect(message.hasPrefix("cannot use \(text) as the target: "))
        #expect(message.contains(cause))
    }

    @Test("Endpoints are sorted into local, remote, host-network and external; finished pods do not count")
    func endpoints() throws {
        let reference = ServiceReference(namespace: "default", service: "web", port: "80")
        let target = try cluster().resolve(reference)
        let endpoints = TargetEndpoints(of: target, in: cluster(), on: "n1")
        #expect(endpoints.local.map(\.pod.name) == ["own"])
        #expect(endpoints.remote.map(\.pod.name) == ["far"])
        #expect(endpoints.hostNetwork.map(\.pod.name) == ["host"])
        #expect(
            endpoints.external.map(\.address.value) == [
                IPv4Address(10, 244, 0, 9).value, IPv4Address(10, 244, 0, 7).value,
            ]
        )
    }

    @Test("A pod of its own network goes before host-network pods that share its address")
    func sharedAddress() throws {
        var cluster = cluster()
        cluster.pods.insert(pod("shadow", on: "n1", 2, host: true), at: 0)
        let target = try cluster.resolve(ServiceReference(namespace: "default", service: "web", port: "80"))
        #expect(TargetEndpoints(of: target, in: cluster, on: "n1").local.map(\.pod.name) == ["own"])
    }

    @Test("A namespace that the manifests leave out has no labels")
    func namespaces() {
        let cluster = ClusterModel(namespaces: [Namespace(name: "a", labels: ["x": "y"])])
        #expect(cluster.namespace(named: "a").labels == ["x": "y"])
        #expect(cluster.namespace(named: "b") == Namespace(name: "b"))
    }
}
