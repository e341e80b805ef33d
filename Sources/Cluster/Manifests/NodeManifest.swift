import Addressing

/// A Node (core/v1) as manifests have it.
struct NodeManifest: Codable {
    struct Spec: Codable {
        var podCIDR: BlockField?
    }

    struct Status: Codable {
        var addresses: [Address]?
    }

    struct Address: Codable {
        var type: String
        /// Host names stand among the addresses, so only those of type InternalIP are held to be one.
        var address: AddressField?

        init(_ address: AddressField) {
            self.type = "InternalIP"
            self.address = address
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decode(String.self, forKey: .type)
            if type == "InternalIP" { address = try container.decode(AddressField.self, forKey: .address) }
        }
    }

    var apiVersion = "v1"
    var kind = "Node"
    var metadata: ObjectMetadata
    var spec: Spec?
    var status: Status?

    init(_ node: Node) {
        metadata = ObjectMetadata(name: node.name)
        spec = node.podCIDR.map { Spec(podCIDR: BlockField($0)) }
        let addresses = IPFamily.allCases.compactMap(node.address(in:))
        status = addresses.isEmpty ? nil : Status(addresses: addresses.map { Address(AddressField($0)) })
    }

    var node: Node {
        let addresses = (status?.addresses ?? []).compactMap(\.address)
        return Node(
            name: metadata.name.text,
            address: addresses.lazy.compactMap(\.address).first,
            address6: addresses.lazy.compactMap(\.address6).first,
            podCIDR: spec?.podCIDR?.block
        )
    }
}
