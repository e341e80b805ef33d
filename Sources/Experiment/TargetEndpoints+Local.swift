import Cluster

extension TargetEndpoints {
    /// Refuses a target that the rules of the node under test do not judge alone.
    ///
    /// - Throws: a sentence that names the endpoint in the way.
    func requireLocal(_ target: ServiceTarget, on nodeName: String) throws(ClusterError) {
        let obstacle: String? =
            if let backend = remote.first {
                "its endpoint \(backend.pod.namespace)/\(backend.pod.name) runs on \(backend.pod.nodeName ?? "no node")"
            } else if let backend = hostNetwork.first {
                "its endpoint \(backend.pod.namespace)/\(backend.pod.name) uses its host's network, where no policy holds"
            } else if let endpoint = external.first {
                "its endpoint \(endpoint.address):\(endpoint.port) is no pod"
            } else {
                nil
            }
        guard let obstacle else { return }
        throw ClusterError(
            "cannot measure \(target.reference) on node \(nodeName): \(obstacle); "
                + "give a --target whose endpoints are all pods of --node"
        )
    }
}
