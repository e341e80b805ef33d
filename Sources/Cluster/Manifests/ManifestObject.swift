/// One object of a manifest, or the objects of a `v1` List.
enum ManifestObject: Decodable {
    case namespace(NamespaceManifest)
    case node(NodeManifest)
    case pod(PodManifest)
    case service(ServiceManifest)
    case endpointSlice(EndpointSliceManifest)
    case endpoints(EndpointsManifest)
    case networkPolicy(NetworkPolicyManifest)
    case list([ManifestObject])
    /// An object of a kind that rules do not depend on.
    case other(kind: String)

    private enum CodingKeys: CodingKey {
        case apiVersion, kind, items
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(String.self, forKey: .kind)
        let group = try container.decode(String.self, forKey: .apiVersion).split(separator: "/").first
        switch (kind, group) {
        case ("NetworkPolicy", _): self = try .networkPolicy(NetworkPolicyManifest(from: decoder))
        case ("EndpointSlice", "discovery.k8s.io"): self = try .endpointSlice(EndpointSliceManifest(from: decoder))
        case ("Namespace", "v1"): self = try .namespace(NamespaceManifest(from: decoder))
        case ("Node", "v1"): self = try .node(NodeManifest(from: decoder))
        case ("Pod", "v1"): self = try .pod(PodManifest(from: decoder))
        case ("Service", "v1"): self = try .service(ServiceManifest(from: decoder))
        case ("Endpoints", "v1"): self = try .endpoints(EndpointsManifest(from: decoder))
        case ("List", "v1"):
            // YAML's aliases could make lists of lists of lists as large as they like.
            guard decoder.codingPath.isEmpty else { throw decoder.fault("expected no List inside a List") }
            self = try .list(container.decode([ManifestObject].self, forKey: .items))
        default: self = .other(kind: kind)
        }
    }

    /// The object alone, or the objects of the list.
    var objects: [ManifestObject] {
        if case .list(let items) = self { items } else { [self] }
    }
}
