/// A NetworkPolicy as manifests have it, checked as the API server does (pkg/apis/networking/validation).
///
/// `extensions/v1beta1`, which the API server took until 1.16, has the same fields with the same meaning, and what either
/// version was before 1.8 is a part of that: no policyTypes, egress or ipBlock, and one selector a peer.
struct NetworkPolicyManifest: Codable {
    struct Spec: Codable {
        var egress: [PolicyRuleManifest]?
        var ingress: [PolicyRuleManifest]?
        var podSelector: SelectorManifest?
        var policyTypes: [OneOf<NetworkPolicy.Direction>]?
    }

    static let apiVersions = ["networking.k8s.io/v1", lenientVersion]
    /// The version in whose time a CIDR could have bits beyond its prefix, which meant nothing.
    ///
    /// Kubernetes' own test "should enforce except clause" passes a server's address with /24 until 1.18.
    private static let lenientVersion = "extensions/v1beta1"

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
        var object = "NetworkPolicy"
        do {
            apiVersion = try container.decode(String.self, forKey: .apiVersion)
            guard Self.apiVersions.contains(apiVersion) else {
                throw decoder.fault(
                    "expected \(Self.apiVersions.joined(separator: " or ")), found \(apiVersion.quoted)",
                    at: CodingKeys.apiVersion
                )
            }
            metadata = try container.decode(PolicyMetadata.self, forKey: .metadata).metadata
            object += " \(metadata.namespaceName)/\(metadata.name.text)"
            spec = try container.decode(Spec.self, forKey: .spec)
            if apiVersion != Self.lenientVersion, let (path, field) = spec.unmasked {
                throw decoder.refusal(
                    .invalid(value: field.source, detail: "must not have bits set beyond the prefix length"),
                    at: [CodingKeys.spec] + path
                )
            }
        } catch let error as DecodingError {
            throw ObjectFault(object: object, error: error, depth: decoder.codingPath.count)
        }
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
        if let types = try container.decodeIfPresent([String].self, forKey: .policyTypes), types.count > 2 {
            throw decoder.refusal(
                .invalidList(types, detail: "may not specify more than two policyTypes"),
                at: CodingKeys.policyTypes
            )
        }
        policyTypes = try container.decodeIfPresent([OneOf<NetworkPolicy.Direction>].self, forKey: .policyTypes)
        for (index, rule) in (ingress ?? []).enumerated() where rule.to != nil {
            throw decoder.unknownField(at: CodingKeys.ingress, ListPlace(index), PolicyRuleManifest.CodingKeys.to)
        }
        for (index, rule) in (egress ?? []).enumerated() where rule.from != nil {
            throw decoder.unknownField(at: CodingKeys.egress, ListPlace(index), PolicyRuleManifest.CodingKeys.from)
        }
    }

    /// The first CIDR with bits beyond its prefix, and the way to it from here.
    var unmasked: (path: [any CodingKey], field: PolicyBlockField)? {
        for (rules, key) in [(ingress, CodingKeys.ingress), (egress, CodingKeys.egress)] {
            for (index, rule) in (rules ?? []).enumerated() {
                if let (path, field) = rule.unmasked { return ([key, ListPlace(index)] + path, field) }
            }
        }
        return nil
    }
}
