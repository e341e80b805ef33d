/// A NetworkPolicy as manifests have it, checked as the API server does (pkg/apis/networking/validation).
///
/// `extensions/v1beta1`, which the API server took until 1.16, has the same fields with the same meaning.
struct NetworkPolicyManifest: Codable {
    struct Spec: Codable {
        var egress: [PolicyRuleManifest]?
        var ingress: [PolicyRuleManifest]?
        var podSelector: SelectorManifest?
        var policyTypes: [OneOf<NetworkPolicy.Direction>]?
    }

    static let apiVersions = ["networking.k8s.io/v1", "extensions/v1beta1"]

    var apiVersion: String
    var kind = "NetworkPolicy"
    var metadata: ObjectMetadata
    var spec: Spec

    init(_ policy: NetworkPolicy) {
        apiVersion = Self.apiVersions[0]
        metadata = ObjectMetadata(namespace: policy.namespace, name: policy.name)
        spec = Spec(
            egress: policy.egress.map { $0.map { PolicyRuleManifest($0, .egress) } },
            ingress: policy.ingress.map { $0.map { PolicyRuleManifest($0, .ingress) } },
            podSelector: SelectorManifest(policy.podSelector),
            policyTypes: policy.policyTypes.map { $0.map(OneOf.init) }
        )
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        apiVersion = try container.decode(String.self, forKey: .apiVersion)
        guard Self.apiVersions.contains(apiVersion) else {
            throw decoder.fault(
                "expected \(Self.apiVersions.joined(separator: " or ")), found \"\(apiVersion)\"",
                at: CodingKeys.apiVersion
            )
        }
        metadata = try container.decode(ObjectMetadata.self, forKey: .metadata)
        spec = try container.decode(Spec.self, forKey: .spec)
    }

    var policy: NetworkPolicy {
        NetworkPolicy(
            namespace: metadata.namespaceName,
            name: metadata.name.text,
            podSelector: spec.podSelector?.selector ?? LabelSelector(),
            policyTypes: spec.policyTypes.map { $0.map(\.word) },
            ingress: spec.ingress.map { $0.map(\.rule) },
            egress: spec.egress.map { $0.map(\.rule) }
        )
    }
}

extension NetworkPolicyManifest.Spec {
    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        egress = try container.decodeIfPresent([PolicyRuleManifest].self, forKey: .egress)
        ingress = try container.decodeIfPresent([PolicyRuleManifest].self, forKey: .ingress)
        podSelector = try container.decodeIfPresent(SelectorManifest.self, forKey: .podSelector)
        policyTypes = try container.decodeIfPresent([OneOf<NetworkPolicy.Direction>].self, forKey: .policyTypes)
        for (index, rule) in (ingress ?? []).enumerated() where rule.to != nil {
            throw decoder.fault("expected from in ingress rule \(index), found to", at: CodingKeys.ingress)
        }
        for (index, rule) in (egress ?? []).enumerated() where rule.from != nil {
            throw decoder.fault("expected to in egress rule \(index), found from", at: CodingKeys.egress)
        }
    }
}
