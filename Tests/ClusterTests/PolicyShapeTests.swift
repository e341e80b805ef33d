import Addressing
import Cluster
import Testing

/// The forms that a NetworkPolicy had from 1.7 on.
@Suite struct PolicyShapeTests {
    private func policy(_ apiVersion: String, spec: String) throws(ManifestError) -> NetworkPolicy? {
        try ClusterData.policies(
            text: "apiVersion: \(apiVersion)\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: \(spec)\n"
        ).first
    }

    private static let versions = ["networking.k8s.io/v1", "extensions/v1beta1"]

    @Test("The form of 1.7, without policyTypes, egress and blocks, and with one selector a peer", arguments: versions)
    func early(version: String) throws {
        let policy = try #require(
            try policy(
                version,
                spec: "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{protocol: TCP, port: 80}], from: "
                    + "[{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {matchLabels: {team: a}}}]}]}"
            )
        )
        #expect(policy.policyTypes == nil)
        #expect(policy.egress == nil)
        #expect(
            policy.ingress == [
                NetworkPolicy.Rule(
                    peers: [
                        .pods(podSelector: LabelSelector(matchLabels: ["app": "web"]), namespaceSelector: nil),
                        .pods(podSelector: nil, namespaceSelector: LabelSelector(matchLabels: ["team": "a"])),
                    ],
                    ports: [NetworkPolicy.Port(number: .number(80, through: nil))]
                )
            ]
        )
    }

    @Test("What came in 1.8, 1.11 and 1.25 is read in both versions", arguments: versions)
    func later(version: String) throws {
        let policy = try #require(
            try policy(
                version,
                spec: "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, "
                    + "{podSelector: {}, namespaceSelector: {}}], ports: [{port: 1, endPort: 9}]}]}"
            )
        )
        #expect(policy.policyTypes == [.egress])
        #expect(
            policy.egress == [
                NetworkPolicy.Rule(
                    peers: [
                        .block(IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8), except: []),
                        .pods(podSelector: LabelSelector(), namespaceSelector: LabelSelector()),
                    ],
                    ports: [NetworkPolicy.Port(number: .number(1, through: 9))]
                )
            ]
        )
    }

    @Test("In extensions/v1beta1 a CIDR may have bits beyond its prefix, which are cleared; v1 refuses it")
    func hostBits() throws {
        let spec = "{egress: [{to: [{ipBlock: {cidr: 10.244.1.7/24, except: [10.244.1.7/32, 10.244.1.9/31]}}]}]}"
        let policy = try #require(try policy("extensions/v1beta1", spec: spec))
        #expect(
            policy.egress?[0].peers == [
                .block(
                    IPBlock(.v4(IPv4Address(10, 244, 1, 0)), prefixLength: 24),
                    except: [
                        IPBlock(.v4(IPv4Address(10, 244, 1, 7))),
                        IPBlock(.v4(IPv4Address(10, 244, 1, 8)), prefixLength: 31),
                    ]
                )
            ]
        )
        let error = #expect(throws: ManifestError.self) { try self.policy("networking.k8s.io/v1", spec: spec) }
        #expect(error?.field == "spec.egress[0].to[0].ipBlock.cidr")
        let within = "{ingress: [{from: [{ipBlock: {cidr: 10.244.1.0/24, except: [10.244.1.9/31]}}]}]}"
        let inner = #expect(throws: ManifestError.self) { try self.policy("networking.k8s.io/v1", spec: within) }
        #expect(inner?.field == "spec.ingress[0].from[0].ipBlock.except[0]")
    }

    @Test("Leading zeros and malformed blocks are refused in both versions", arguments: versions)
    func malformedBlocks(version: String) {
        for cidr in ["010.0.0.0/8", "10.0.0.0/33"] {
            #expect(throws: ManifestError.self) {
                try policy(version, spec: "{ingress: [{from: [{ipBlock: {cidr: \(cidr)}}]}]}")
            }
        }
    }
}
