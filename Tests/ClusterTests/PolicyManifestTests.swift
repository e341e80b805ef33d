import Addressing
import Cluster
import Testing

@Suite struct PolicyManifestTests {
    /// A policy manifest with that `spec`, in flow style on line 4.
    private func manifest(spec: String, apiVersion: String = "networking.k8s.io/v1") -> String {
        "apiVersion: \(apiVersion)\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: \(spec)\n"
    }

    private func rule(_ text: String) throws -> NetworkPolicy.Rule {
        let policy = try #require(try ClusterData.policies(text: manifest(spec: "{ingress: [\(text)]}")).first)
        return try #require(policy.ingress?.first)
    }

    @Test("What is not given and what is empty are kept apart")
    func absence() throws {
        let bare = try ClusterData.policies(text: manifest(spec: "{}"))[0]
        #expect(bare == NetworkPolicy(namespace: "default", name: "p"))
        let full = try ClusterData.policies(
            text: manifest(spec: "{podSelector: {}, policyTypes: [], ingress: [], egress: [{}]}")
        )[0]
        #expect(full.policyTypes == [])
        #expect(full.ingress == [])
        #expect(full.egress == [NetworkPolicy.Rule()])
        let null = try ClusterData.policies(text: manifest(spec: "{podSelector: null, ingress: null}"))[0]
        #expect(null == bare)
    }

    @Test("Ports: number, range, name, protocol alone")
    func ports() throws {
        #expect(
            try rule("{ports: [{port: 80}, {port: 80, endPort: 90, protocol: UDP}, {port: web}, {protocol: SCTP}]}")
                .ports == [
                    NetworkPolicy.Port(number: .number(80, through: nil)),
                    NetworkPolicy.Port(transport: .udp, number: .number(80, through: 90)),
                    NetworkPolicy.Port(number: .name("web")),
                    NetworkPolicy.Port(transport: .sctp, number: nil),
                ]
        )
    }

    @Test("Peers: selectors, both together, and blocks with excepts")
    func peers() throws {
        let peers = try rule(
            "{from: [{podSelector: {matchExpressions: [{key: a, operator: In, values: [x, y]}, {key: b, operator: Exists}]}}, "
                + "{namespaceSelector: {}, podSelector: {matchLabels: {c: d}}}, "
                + "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.3.4/32]}}]}"
        ).peers
        #expect(
            peers == [
                .pods(
                    podSelector: LabelSelector(matchExpressions: [
                        .init(key: "a", operator: .in, values: ["x", "y"]), .init(key: "b", operator: .exists),
                    ]),
                    namespaceSelector: nil
                ),
                .pods(podSelector: LabelSelector(matchLabels: ["c": "d"]), namespaceSelector: LabelSelector()),
                .block(
                    IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8),
                    except: [
                        IPBlock(.v4(IPv4Address(10, 1, 0, 0)), prefixLength: 16),
                        IPBlock(.v4(IPv4Address(10, 2, 3, 4))),
                    ]
                ),
            ]
        )
    }

    @Test("An IPv6 block is a peer as an IPv4 one is")
    func ipv6Blocks() throws {
        let block = "{ipBlock: {cidr: 'FD00:0::/8', except: ['fd00:1:2::/48']}}"
        let six = try NetworkPolicy.Peer.block(
            #require(IPBlock("fd00::/8")),
            except: [#require(IPBlock("fd00:1:2::/48"))]
        )
        let four = NetworkPolicy.Peer.block(IPBlock(.v4(IPv4Address(0, 0, 0, 0)), prefixLength: 0), except: [])
        #expect(try rule("{from: [\(block), {ipBlock: {cidr: 0.0.0.0/0}}]}").peers == [six, four])
        #expect(try rule("{from: [\(block)]}").peers == [six])
    }

    @Test(
        "A policy of an unknown apiVersion is refused",
        arguments: ["projectcalico.org/v3", "networking.k8s.io/v2", "v1"]
    )
    func apiVersions(version: String) {
        let error = #expect(throws: ManifestError.self) {
            try ClusterData.policies(text: manifest(spec: "{}", apiVersion: version))
        }
        #expect(error?.field == "apiVersion")
        #expect(error?.line == 1)
        #expect(error?.fault == "expected networking.k8s.io/v1 or extensions/v1beta1, found \"\(version)\"")
    }
}
