import Addressing
import Cluster

/// What people call the addresses of a cluster.
struct AddressNames {
    private let names: [IPv4Address: String]

    init(of cluster: ClusterModel) {
        let pods = cluster.pods.compactMap { pod in
            pod.hasOwnAddress ? pod.address.map { ($0, "\(pod.namespace)/\(pod.name)") } : nil
        }
        let services = cluster.services.compactMap { service in
            service.clusterIP.map { ($0, "\(service.namespace)/\(service.name)") }
        }
        names = Dictionary(pods + services) { first, _ in first }
    }

    /// The name of a pod or Service, or the address itself.
    subscript(address: IPv4Address) -> String { names[address] ?? address.description }
}
