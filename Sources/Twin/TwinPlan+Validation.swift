import Addressing

extension TwinPlan {
    /// Finds what no twin could be built from.
    ///
    /// - Throws: `badPlan`, naming the address or the pod.
    package func validate() throws(TwinError) {
        var owners: [IPv4Address: String] = [
            TwinAddress.gateway: "the pods' gateway", TwinAddress.cluster: "the rest of the cluster",
        ]
        let singles = [
            (nodeAddress, "the node"), (clientAddress, "the client"),
            (strangerAddress, "the client's forbidden address"),
        ]
        for (address, owner) in singles + localPods.map({ ($0.address, "pod \($0.namespace)/\($0.name)") }) {
            if let other = owners.updateValue(owner, forKey: address) {
                throw TwinError(
                    .badPlan,
                    "\(owner) can not have \(address): it belongs to \(other); give one of them another"
                )
            }
        }
        try validateIPv6()
        let listeners = [("the node", hostPorts), ("the remote pods", remotePorts)]
        for (owner, ports) in listeners + localPods.map({ ("pod \($0.namespace)/\($0.name)", $0.ports) })
        where ports.contains(0) {
            throw TwinError(.badPlan, "\(owner) can not listen on port 0; name a port of 1 to 65535")
        }
        var names: Set<String> = ["node", "cluster"]
        for pod in localPods where !names.insert(pod.placeName).inserted {
            throw TwinError(.badPlan, "two pods are called \(pod.namespace)/\(pod.name); give one of them another name")
        }
    }

    private func validateIPv6() throws(TwinError) {
        let pods = localPods.compactMap { pod in pod.address6.map { ($0, "pod \(pod.namespace)/\(pod.name)") } }
        guard let ipv6 else {
            guard let (address, owner) = pods.first else { return }
            throw TwinError(
                .badPlan,
                "\(owner) can not have \(address) in a twin of IPv4 alone; give the twin IPv6 too"
            )
        }
        var owners: [IPv6Address: String] = [
            TwinAddress.gateway6: "the pods' gateway", TwinAddress.cluster6: "the rest of the cluster",
        ]
        let singles = [
            (ipv6.nodeAddress, "the node"), (ipv6.clientAddress, "the client"),
            (ipv6.strangerAddress, "the client's forbidden address"),
        ]
        for (address, owner) in singles + pods {
            if let other = owners.updateValue(owner, forKey: address) {
                throw TwinError(
                    .badPlan,
                    "\(owner) can not have \(address): it belongs to \(other); give one of them another"
                )
            }
        }
    }
}
