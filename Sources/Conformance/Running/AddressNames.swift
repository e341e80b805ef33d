import Addressing
import Cluster

/// What people call the addresses of a cluster.
struct AddressNames {
    private let names: [IPAddress: String]

    init(of cluster: ClusterModel) {
        let pods = cluster.pods.filter(\.hasOwnAddress).flatMap { pod in
            IPFamily.allCases.compactMap { pod.address(in: $0) }.map { ($0, "\(pod.namespace)/\(pod.name)") }
        }
        let services = cluster.services.compactMap { service in
            service.clusterIP.map { (IPAddress.v4($0), "\(service.namespace)/\(service.name)") }
        }
        names = Dictionary(pods + services) { first, _ in first }
    }

    /// The name of a pod or Service, or the address itself, as a port may follow it.
    subscript(address: IPAddress) -> String { names[address] ?? AddressNames.title(of: address) }

    /// The address, in brackets if it has colons of its own (RFC 3986, 3.2.2).
    static func title(of address: IPAddress) -> String {
        switch address {
        case .v4: address.description
        case .v6: "[\(address)]"
        }
    }
}
