/// A NetworkPolicy's `metadata`, checked as the API server does (ValidateObjectMeta with a name of DNS labels).
struct PolicyMetadata: Decodable {
    var metadata: ObjectMetadata

    private enum CodingKeys: CodingKey {
        case labels, name, namespace
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
        let namespace = try container.decodeIfPresent(String.self, forKey: .namespace) ?? ""
        let labels = try container.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
        guard !name.isEmpty else {
            throw decoder.refusal(.required(detail: "name or generateName is required"), at: CodingKeys.name)
        }
        if let problem = APIText.problem(ofSubdomain: name) {
            throw decoder.refusal(.invalid(value: name, detail: problem), at: CodingKeys.name)
        }
        if !namespace.isEmpty, let problem = APIText.problem(ofLabel: namespace) {
            throw decoder.refusal(.invalid(value: namespace, detail: problem), at: CodingKeys.namespace)
        }
        try decoder.refuseInvalidLabels(labels, at: CodingKeys.labels)
        metadata = ObjectMetadata(namespace: namespace.isEmpty ? nil : namespace, name: name, labels: labels)
    }
}
