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
}
