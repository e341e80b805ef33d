/// A Namespace (core/v1) as manifests have it.
struct NamespaceManifest: Codable {
    var apiVersion = "v1"
    var kind = "Namespace"
    var metadata: ObjectMetadata

    init(_ namespace: Namespace) {
        metadata = ObjectMetadata(name: namespace.name, labels: namespace.labels)
    }

    var namespace: Namespace { Namespace(name: metadata.name.text, labels: metadata.labels ?? [:]) }
}
