/// An Endpoints object (core/v1) as manifests have it; clusters before 1.17 have no EndpointSlices.
struct EndpointsManifest: Decodable {
    struct Subset: Decodable {
        /// The ready ones.
        var addresses: [Address]?
        var ports: [EndpointSliceManifest.Port]?
    }

    struct Address: Decodable {
        var ip: AddressField
        var nodeName: String?
    }

    var metadata: ObjectMetadata
    var subsets: [Subset]?

    /// The ready endpoints of the Service port with that name and protocol.
    func endpoints(of name: String, _ transport: ServiceProtocol) -> [Service.Endpoint] {
        (subsets ?? []).flatMap { subset in
            let numbers = (subset.ports ?? []).filter {
                ($0.name?.text ?? "") == name && ($0.protocol?.word ?? .tcp) == transport
            }.compactMap(\.port?.number)
            return numbers.flatMap { number in
                (subset.addresses ?? []).compactMap { address in
                    address.ip.address.map {
                        Service.Endpoint(address: $0, port: number, nodeName: address.nodeName)
                    }
                }
            }
        }
    }
}
