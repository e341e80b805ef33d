import Addressing
import Cluster
import Testing

@Suite struct ManifestReaderTests {
    @Test("The recorded 1000 x 8 cluster is read from gzipped JSON")
    func recordedCluster() throws {
        let cluster = try ClusterData.recorded()
        #expect(cluster.pods.count == 8002)
        #expect(cluster.services.count == 1002)
        #expect(cluster.namespaces.count == 4)
        #expect(cluster.nodes.map(\.name) == ["npb-node"])
        #expect(cluster.nodes[0].address == IPv4Address(172, 31, 0, 1))
        #expect(cluster.nodes[0].podCIDR == IPv4CIDR("10.244.0.0/24"))
        #expect(cluster.localPods(on: "npb-node").count == 82)
        #expect(cluster.services.map { $0.ports[0].endpoints.count }.reduce(0, +) == 8003)
        #expect(cluster.policies.map(\.name) == ["npd"])
        #expect(
            cluster.policies[0].ingress?.map { $0.ports[0].number }
                == [9090, 8080, 80].map { .number($0, through: nil) }
        )
        #expect(cluster.policies[0].egress == nil)
    }

    @Test("The recorded small cluster is read from YAML: ports, labels, an empty Service, the API server's")
    func smallCluster() throws {
        let cluster = try ClusterData.cluster("small.yaml")
        #expect(cluster.pods.count == 12)
        #expect(cluster.nodes.map(\.name) == ["node-1", "node-2"])
        #expect(cluster.namespace(named: "nsb").labels["app"] == "nsb")
        let pod = try #require(cluster.pods.first { $0.name == "svc-1-2" })
        #expect(pod.ports.map(\.name) == ["serve-80", "serve-81"])
        #expect(pod.ports.map(\.number) == [80, 81])
        #expect(pod.labels == ["app": "svc-1"])
        #expect(pod.nodeName == "node-2")
        #expect(pod.hostAddress == IPv4Address(172, 31, 0, 2))
        #expect(pod.address == IPv4Address(10, 244, 1, 6))
        #expect(pod.phase == .running)
        let empty = try #require(cluster.services.first { $0.name == "empty" })
        #expect(empty.ports[0].endpoints.isEmpty)
        let api = try #require(cluster.services.first { $0.name == "kubernetes" })
        #expect(api.ports[0].targetPort == "6443")
        #expect(api.ports[0].endpoints.map(\.port) == [6443])
        #expect(api.ports[0].endpoints.map(\.nodeName) == [nil])
    }

    @Test(
        "The seed's policies are read, of extensions/v1beta1",
        arguments: [
            ("ex1-same-namespace.yaml", "nsa/npa"), ("ex2-deny-all.yaml", "nsa/npa"),
            ("ex3-from-namespace-port.yaml", "nsa/npa"), ("ex4-egress-cidr-port.yaml", "nsa/npa"),
            ("ex5-ingress-cidr-port.yaml", "default/npd"), ("npd-multiport.yaml", "default/npd"),
        ]
    )
    func seedPolicies(file: String, name: String) throws {
        let policies = try ManifestReader.policies(from: ClusterData.bytes(file), file: file)
        #expect(policies.map { "\($0.namespace)/\($0.name)" } == [name])
    }

    @Test("The seed's policies mean what they say")
    func policyContents() throws {
        let sameNamespace = try ManifestReader.policies(from: ClusterData.bytes("ex1-same-namespace.yaml"), file: "")[0]
        #expect(
            sameNamespace.ingress == [
                NetworkPolicy.Rule(peers: [.pods(podSelector: LabelSelector(), namespaceSelector: nil)])
            ]
        )
        let denyAll = try ManifestReader.policies(from: ClusterData.bytes("ex2-deny-all.yaml"), file: "")[0]
        #expect(denyAll.ingress == nil)
        #expect(denyAll.policyTypes == [.ingress])
        let egress = try ManifestReader.policies(from: ClusterData.bytes("ex4-egress-cidr-port.yaml"), file: "")[0]
        #expect(
            egress.egress == [
                NetworkPolicy.Rule(
                    peers: [.block(IPBlock(.v4(IPv4Address(14, 215, 0, 0)), prefixLength: 16), except: [])],
                    ports: [NetworkPolicy.Port(number: .number(5978, through: nil))]
                )
            ]
        )
        let fromNamespace = try ManifestReader.policies(
            from: ClusterData.bytes("ex3-from-namespace-port.yaml"),
            file: ""
        )[0]
        #expect(
            fromNamespace.ingress?[0].peers == [
                .pods(podSelector: nil, namespaceSelector: LabelSelector(matchLabels: ["app": "nsb"]))
            ]
        )
    }

    @Test("JSON and YAML of the same object are read alike, alone, in a List and as one document of several")
    func formatsAgree() throws {
        let json = #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"nodeName":"n"}}"#
        let yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {nodeName: n}\n"
        let pod = Pod(namespace: "default", name: "a", nodeName: "n", hostAddress: nil, address: nil, phase: .pending)
        for text in [
            json, yaml, "\n  " + json, "---\n---\n\(yaml)---\n", "apiVersion: v1\nkind: List\nitems: [\(json)]",
            #"{"apiVersion":"v1","kind":"List","items":[\#(json)]}"#, "# a dump\n\(yaml)",
        ] {
            #expect(try ClusterData.cluster(text: text).pods == [pod])
        }
    }

    @Test("Kinds that rules do not depend on are passed over, and namesakes of other API groups too")
    func otherKinds() throws {
        let cluster = try ClusterData.cluster(
            text: """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {x: y}}
                ---
                {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}, spec: {template: {}}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: a, labels: {x: "1"}}}
                """
        )
        #expect(cluster == ClusterModel(namespaces: [Namespace(name: "a", labels: ["x": "1"])]))
    }

    @Test("Host-network, finished and address-less pods keep what tells them apart")
    func unusualPods() throws {
        let cluster = try ClusterData.cluster(
            text: """
                {apiVersion: v1, kind: Pod, metadata: {name: host}, spec: {hostNetwork: true}, status: {podIP: 172.31.0.1, phase: Running}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: done}, spec: {}, status: {phase: Succeeded, podIP: 10.244.0.9}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: new}, spec: {containers: [{name: a}]}, status: {phase: Pending, podIP: ""}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: dual}, spec: {}, status: {phase: Running, hostIP: "fd00::9", hostIPs: [{ip: "fd00::9"}, {ip: 172.31.0.9}], podIP: "fd00::1", podIPs: [{ip: "fd00::1"}, {ip: 10.0.0.7}]}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: six}, spec: {}, status: {phase: Running, hostIP: "fd00::9", podIP: "fd00::2"}}
                """
        )
        #expect(cluster.pods.map(\.isHostNetwork) == [true, false, false, false, false])
        #expect(cluster.pods.map(\.isFinished) == [false, true, false, false, false])
        #expect(cluster.pods.map(\.address?.description) == ["172.31.0.1", "10.244.0.9", nil, "10.0.0.7", nil])
        #expect(cluster.pods.map(\.address6?.description) == [nil, nil, nil, "fd00::1", "fd00::2"])
        #expect(cluster.pods.map(\.hasOwnAddress) == [false, false, false, true, true])
        #expect(cluster.pods[3].hostAddresses.map(\.description) == ["172.31.0.9", "fd00::9"])
        #expect(cluster.pods[4].hostAddress == nil && cluster.pods[4].hostAddress6 == IPv6Address("fd00::9"))
    }

    @Test("The ports of all containers are there in order, with name and protocol")
    func containerPorts() throws {
        let cluster = try ClusterData.cluster(
            text: """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, namespace: b}
                spec:
                  containers:
                  - ports: [{containerPort: 53, name: dns, protocol: UDP}]
                  - ports: [{containerPort: 80}, {containerPort: 9999, protocol: SCTP}]
                """
        )
        #expect(
            cluster.pods[0].ports == [
                Pod.Port(name: "dns", number: 53, transport: .udp), Pod.Port(number: 80),
                Pod.Port(number: 9999, transport: .sctp),
            ]
        )
        #expect(cluster.pods[0].namespace == "b")
    }

    @Test(
        "Several EndpointSlices are joined by port name and protocol; not ready, IPv6 and doubled endpoints are left out"
    )
    func endpointSlices() throws {
        let cluster = try ClusterData.cluster(
            text: """
                apiVersion: v1
                kind: Service
                metadata: {name: dns, labels: {tier: infra}}
                spec:
                  clusterIP: 10.96.0.10
                  selector: {app: dns}
                  ports:
                  - {name: udp, port: 53, protocol: UDP, targetPort: dns}
                  - {name: tcp, port: 53, protocol: TCP, targetPort: dns}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: dns-a, labels: {kubernetes.io/service-name: dns}}
                addressType: IPv4
                ports: [{name: udp, port: 5353, protocol: UDP}, {name: tcp, port: 5353, protocol: TCP}]
                endpoints:
                - {addresses: [10.244.0.2], conditions: {ready: true}, nodeName: n1}
                - {addresses: [10.244.0.3], conditions: {ready: false}, nodeName: n1}
                - {addresses: [10.244.0.4], conditions: {}, nodeName: n2}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: dns-b, labels: {kubernetes.io/service-name: dns}}
                addressType: IPv4
                ports: [{name: udp, port: 1053, protocol: UDP}]
                endpoints: [{addresses: [10.244.0.5]}]
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: dns-c, labels: {kubernetes.io/service-name: dns}}
                addressType: IPv4
                ports: [{name: tcp, port: 5353}]
                endpoints: [{addresses: [10.244.0.4], nodeName: n2}]
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: dns-6, labels: {kubernetes.io/service-name: dns}}
                addressType: IPv6
                ports: [{name: udp, port: 5353, protocol: UDP}]
                endpoints: [{addresses: ["fd00::2"]}]
                """
        )
        let service = cluster.services[0]
        #expect(service.labels == ["tier": "infra"])
        #expect(service.selector == ["app": "dns"])
        #expect(service.ports.map(\.transport) == [.udp, .tcp])
        #expect(service.ports.map(\.targetPort) == ["dns", "dns"])
        #expect(
            service.ports[0].endpoints == [
                Service.Endpoint(address: IPv4Address(10, 244, 0, 2), port: 5353, nodeName: "n1"),
                Service.Endpoint(address: IPv4Address(10, 244, 0, 4), port: 5353, nodeName: "n2"),
                Service.Endpoint(address: IPv4Address(10, 244, 0, 5), port: 1053, nodeName: nil),
            ]
        )
        #expect(service.ports[1].endpoints.map(\.address.description) == ["10.244.0.2", "10.244.0.4"])
    }

    @Test("Endpoints objects of older clusters serve where there is no EndpointSlice")
    func endpointsObject() throws {
        let cluster = try ClusterData.cluster(
            text: """
                {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.7, ports: [{port: 80}]}}
                ---
                apiVersion: v1
                kind: Endpoints
                metadata: {name: web}
                subsets:
                - addresses: [{ip: 10.244.0.2, nodeName: n1}]
                  notReadyAddresses: [{ip: 10.244.0.3}]
                  ports: [{port: 8080, protocol: TCP}]
                """
        )
        #expect(
            cluster.services[0].ports == [
                Service.Port(
                    name: "",
                    number: 80,
                    targetPort: "80",
                    endpoints: [Service.Endpoint(address: IPv4Address(10, 244, 0, 2), port: 8080, nodeName: "n1")]
                )
            ]
        )
    }

    @Test("Headless, external and IPv6 Services have no ClusterIP; of two families the IPv4 one counts")
    func clusterIPs() throws {
        let cluster = try ClusterData.cluster(
            text: """
                {apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIP: None, ports: [{port: 80}]}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {type: ExternalName, externalName: example.com}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: c}, spec: {clusterIP: "fd00::1", ports: [{port: 80}]}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: d}, spec: {clusterIP: "fd00::1", clusterIPs: ["fd00::1", 10.96.0.4], ports: []}}
                """
        )
        #expect(cluster.services.map(\.clusterIP) == [nil, nil, nil, IPv4Address(10, 96, 0, 4)])
    }

    @Test("policies(from:) takes the policies of a whole dump, and a file without any is refused")
    func policiesOfADump() throws {
        #expect(
            try ManifestReader.policies(from: ClusterData.bytes("tke-8000.json.gz"), file: "dump").map(\.name) == [
                "npd"
            ]
        )
        let error = #expect(throws: ManifestError.self) {
            try ClusterData.policies(text: "{apiVersion: v1, kind: Namespace, metadata: {name: a}}")
        }
        #expect(
            error?.description
                == "cannot read test.yaml: expected a NetworkPolicy, found none; give a manifest that has one"
        )
    }
}
