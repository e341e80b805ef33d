import Addressing

/// The ready endpoints of a target, sorted by where they are seen from the node under test.
package struct TargetEndpoints: Equatable, Sendable {
    /// An endpoint and the pod behind it.
    package struct Backend: Equatable, Sendable {
        package var endpoint: Service.Endpoint
        package var pod: Pod

        package init(endpoint: Service.Endpoint, pod: Pod) {
            self.endpoint = endpoint
            self.pod = pod
        }
    }

    /// Pods with an address of their own on the node under test.
    package var local: [Backend] = []
    /// Pods with an address of their own on other nodes.
    package var remote: [Backend] = []
    /// Pods in their host's network, on any node: no controller isolates them.
    package var hostNetwork: [Backend] = []
    /// Endpoints that are no pod of the cluster, such as the API server's.
    package var external: [Service.Endpoint] = []

    /// Sorts the endpoints of `target`, in endpoint order.
    ///
    /// Finished pods do not count: their address may be another's.
    package init(of target: ServiceTarget, in cluster: ClusterModel, on nodeName: String) {
        let wanted = Set(target.port.endpoints.map(\.address))
        var owners: [IPv4Address: Pod] = [:]
        for pod in cluster.pods where !pod.isFinished {
            guard let address = pod.address, wanted.contains(address) else { continue }
            // Several host-network pods share one address; a pod of its own network goes before them.
            if let known = owners[address], !known.isHostNetwork || pod.isHostNetwork { continue }
            owners[address] = pod
        }
        for endpoint in target.port.endpoints {
            guard let pod = owners[endpoint.address] else {
                external.append(endpoint)
                continue
            }
            let backend = Backend(endpoint: endpoint, pod: pod)
            if pod.isHostNetwork {
                hostNetwork.append(backend)
            } else if pod.nodeName == nodeName {
                local.append(backend)
            } else {
                remote.append(backend)
            }
        }
    }
}
