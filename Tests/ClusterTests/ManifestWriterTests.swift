import Addressing
import Cluster
import Foundation
import Testing

@Suite struct ManifestWriterTests {
    /// Writes the cluster and reads it again.
    private func again(_ cluster: ClusterModel, as format: ManifestWriter.Format) throws -> ClusterModel {
        let text = try ManifestWriter.text(of: cluster, as: format)
        return try ManifestReader.cluster(from: [UInt8](text.utf8), file: "written")
    }

    @Test("The recorded 1000 x 8 cluster, written and read back, is the same")
    func recordedCluster() throws {
        let cluster = try ClusterData.recorded()
        #expect(try again(cluster, as: .json) == cluster)
    }

    @Test("The recorded small cluster, written and read back, is the same", arguments: ManifestWriter.Format.allCases)
    func smallCluster(format: ManifestWriter.Format) throws {
        let cluster = try ClusterData.cluster("small.yaml")
        #expect(try again(cluster, as: format) == cluster)
    }

    @Test("A synthetic cluster, written and read back, is the same", arguments: ManifestWriter.Format.allCases)
    func syntheticCluster(format: ManifestWriter.Format) throws {
        for isDualStack in [false, true] {
            let cluster = try SyntheticCluster(services: 7, pods: 40, localPods: 9, isDualStack: isDualStack).model
            #expect(try again(cluster, as: format) == cluster)
        }
    }

    @Test("Every policy of the seed, written and read back, is the same", arguments: ManifestWriter.Format.allCases)
    func policies(format: ManifestWriter.Format) throws {
        for file in ["ex1-same-namespace", "ex3-from-namespace-port", "ex4-egress-cidr-port", "npd-multiport"] {
            let policies = try ManifestReader.policies(from: ClusterData.bytes("\(file).yaml"), file: file)
            #expect(try again(ClusterModel(policies: policies), as: format).policies == policies)
        }
    }

    @Test("Whatever the model can hold comes back", arguments: ManifestWriter.Format.allCases)
    func everything(format: ManifestWriter.Format) throws {
        #expect(try again(unusual, as: format) == unusual)
    }

    @Test("More endpoints than a slice may have are written in several")
    func largeService() throws {
        var cluster = try SyntheticCluster(services: 1, pods: 1500).model
        cluster.services[0].ports.append(
            Service.Port(
                name: "more",
                number: 81,
                targetPort: "81",
                endpoints: cluster.services[0].ports[0].endpoints.map {
                    Service.Endpoint(address: $0.address, port: 81, nodeName: $0.nodeName)
                }
            )
        )
        let text = try ManifestWriter.text(of: cluster, as: .json)
        #expect(text.components(separatedBy: #""kind" : "EndpointSlice""#).count - 1 == 3)
        #expect(try again(cluster, as: .json) == cluster)
    }

    @Test("YAML is one document an object, of kinds and versions that kubectl applies")
    func yamlText() throws {
        var cluster = try SyntheticCluster(services: 1, pods: 1).model
        cluster.policies = [NetworkPolicy(namespace: "default", name: "p", policyTypes: [.ingress])]
        let text = try ManifestWriter.text(of: cluster, as: .yaml)
        #expect(
            text.hasSuffix(
                """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: p
                  namespace: default
                spec:
                  podSelector: {}
                  policyTypes:
                  - Ingress

                """
            )
        )
        #expect(
            text.contains(
                """
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  labels:
                    app: test
                  name: test-0
                  namespace: default
                spec:
                  containers:
                  - image: nginx
                    name: nginx
                    ports:
                    - containerPort: 80
                      protocol: TCP
                  nodeName: npb-node
                status:
                  hostIP: 172.31.0.1
                  phase: Running
                  podIP: 10.244.0.2

                """
            )
        )
        #expect(text.components(separatedBy: "---\n").count - 1 == 1 + 2 + 3 + 2 * 2 + 1)
    }

    /// A cluster with the things that no recording has.
    private var unusual: ClusterModel {
        let endpoint = { (last: UInt8, port: UInt16) in
            Service.Endpoint(address: IPv4Address(10, 244, 0, last), port: port, nodeName: last > 5 ? nil : "n1")
        }
        return ClusterModel(
            namespaces: [Namespace(name: "a", labels: ["true": "yes", "n": "1", "empty": "", "q": "it's: #x"])],
            nodes: [
                Node(name: "n1", address: nil),
                Node(name: "n2", address: IPv4Address(192, 168, 0, 1), podCIDR: IPv4CIDR("10.1.0.0/24")),
            ],
            pods: [
                Pod(
                    namespace: "a",
                    name: "host",
                    ports: [Pod.Port(name: "dns", number: 53, transport: .udp)],
                    nodeName: "n1",
                    hostAddress: IPv4Address(192, 168, 0, 1),
                    address: IPv4Address(192, 168, 0, 1),
                    isHostNetwork: true
                ),
                Pod(namespace: "a", name: "new", nodeName: nil, hostAddress: nil, address: nil, phase: .pending),
                Pod(
                    namespace: "a",
                    name: "done",
                    labels: ["a": "b"],
                    nodeName: "n2",
                    hostAddress: nil,
                    address: IPv4Address(10, 1, 0, 1),
                    phase: .failed
                ),
                Pod(namespace: "a", name: "over", nodeName: "n2", hostAddress: nil, address: nil, phase: .succeeded),
                Pod(
                    namespace: "a",
                    name: "leaving",
                    nodeName: "n2",
                    hostAddress: IPv4Address(192, 168, 0, 1),
                    address: IPv4Address(10, 1, 0, 2),
                    isTerminating: true
                ),
            ],
            services: [
                Service(namespace: "a", name: "bare", clusterIP: IPv4Address(10, 96, 0, 1), ports: []),
                Service(
                    namespace: "a",
                    name: "headless",
                    labels: ["x": "y"],
                    selector: ["a": "b"],
                    clusterIP: nil,
                    ports: [Service.Port(name: "", number: 80, targetPort: "web", endpoints: [endpoint(2, 8080)])]
                ),
                Service(
                    namespace: "a",
                    name: "mixed",
                    clusterIP: IPv4Address(10, 96, 0, 2),
                    ports: [
                        Service.Port(
                            name: "web",
                            number: 80,
                            targetPort: "web",
                            endpoints: [endpoint(9, 80), endpoint(2, 8080), endpoint(3, 8080), endpoint(4, 80)]
                        ),
                        Service.Port(name: "dns", number: 53, transport: .udp, targetPort: "53", endpoints: []),
                        Service.Port(
                            name: "dns-tcp",
                            number: 53,
                            targetPort: "53",
                            endpoints: [endpoint(7, 53)]
                        ),
                    ]
                ),
            ],
            policies: [
                NetworkPolicy(
                    namespace: "a",
                    name: "wild",
                    podSelector: LabelSelector(
                        matchLabels: ["k": "v"],
                        matchExpressions: [
                            .init(key: "a", operator: .notIn, values: ["1", "no"]),
                            .init(key: "b", operator: .doesNotExist),
                        ]
                    ),
                    policyTypes: [.ingress, .egress],
                    ingress: [],
                    egress: [
                        NetworkPolicy.Rule(),
                        NetworkPolicy.Rule(
                            peers: [
                                .pods(podSelector: LabelSelector(), namespaceSelector: LabelSelector()),
                                .block(
                                    IPBlock(.v4(IPv4Address(0, 0, 0, 0)), prefixLength: 0),
                                    except: [IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8)]
                                ),
                            ],
                            ports: [
                                NetworkPolicy.Port(transport: .udp, number: nil),
                                NetworkPolicy.Port(transport: .sctp, number: .number(1, through: 65535)),
                                NetworkPolicy.Port(number: .name("web")),
                            ]
                        ),
                    ]
                ),
                NetworkPolicy(namespace: "a", name: "bare"),
            ]
        )
    }
}
