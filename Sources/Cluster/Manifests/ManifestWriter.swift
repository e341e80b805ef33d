import Foundation
import Yams

/// Writes a cluster as the manifests that `ManifestReader` reads back to an equal one.
///
/// `kubectl apply` takes them; the CIDRs are in no object and so are not written.
package enum ManifestWriter {
    package enum Format: String, Sendable, CaseIterable {
        /// One document an object.
        case yaml
        /// A `v1` List.
        case json
    }

    /// The text of all objects, in the order a cluster needs them: namespaces, nodes, pods, Services with their
    /// EndpointSlices, policies.
    ///
    /// Throws only if an encoder does, for which no cluster is known.
    package static func text(of cluster: ClusterModel, as format: Format) throws(ClusterError) -> String {
        let objects = manifests(of: cluster)
        do {
            switch format {
            case .yaml: return try yaml(objects)
            case .json: return try json(objects)
            }
        } catch {
            throw ClusterError("cannot write the cluster as \(format.rawValue): \(error); report this as a defect")
        }
    }

    private static func manifests(of cluster: ClusterModel) -> [any Encodable] {
        var objects: [any Encodable] = cluster.namespaces.map(NamespaceManifest.init)
        objects += cluster.nodes.map(NodeManifest.init) as [any Encodable]
        objects += cluster.pods.map(PodManifest.init) as [any Encodable]
        for service in cluster.services {
            objects.append(ServiceManifest(service))
            objects += EndpointSliceManifest.slices(of: service) as [any Encodable]
        }
        return objects + cluster.policies.map(NetworkPolicyManifest.init)
    }

    private static func yaml(_ objects: [any Encodable]) throws -> String {
        let encoder = YAMLEncoder()
        encoder.options.sortKeys = true
        var text = ""
        for object in objects {
            text += "---\n"
            text += try encoder.encode(object)
        }
        return text
    }

    private static func json(_ objects: [any Encodable]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(ListManifest(items: objects)), as: UTF8.self) + "\n"
    }
}

/// A `v1` List of objects of any kind.
private struct ListManifest: Encodable {
    var items: [any Encodable]

    private enum CodingKeys: CodingKey {
        case apiVersion, items, kind
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("v1", forKey: .apiVersion)
        try container.encode("List", forKey: .kind)
        var list = container.nestedUnkeyedContainer(forKey: .items)
        for item in items { try item.encode(to: list.superEncoder()) }
    }
}
