/// An object's `metadata` (meta/v1), as far as the model holds it.
struct ObjectMetadata: Codable {
    var name: ObjectName
    var namespace: ObjectName?
    var labels: [String: String]?
    /// When somebody asked for the object's deletion, in RFC 3339; nil while nobody has.
    var deletionTimestamp: String?

    init(namespace: String? = nil, name: String, labels: [String: String] = [:], deletionTimestamp: String? = nil) {
        self.name = ObjectName(name)
        self.namespace = namespace.map(ObjectName.init)
        self.labels = labels.isEmpty ? nil : labels
        self.deletionTimestamp = deletionTimestamp
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(ObjectName.self, forKey: .name)
        namespace = try container.decodeIfPresent(ObjectName.self, forKey: .namespace)
        labels = try container.decodeIfPresent([String: String].self, forKey: .labels)
        deletionTimestamp = try container.decodeIfPresent(String.self, forKey: .deletionTimestamp)
        if name.text.isEmpty { throw decoder.fault("expected a name, found none", at: CodingKeys.name) }
    }

    /// The namespace, which kubectl takes to be `default` where none is given.
    var namespaceName: String {
        guard let namespace, !namespace.text.isEmpty else { return "default" }
        return namespace.text
    }
}
