import Addressing

/// The second stack: the same neighbours under IPv6 addresses; nothing for a twin without it.
///
/// `nodad`: an address that is tentative for a second could not be bound yet.
extension Topology {
    var clientCommands6: [String] {
        guard let ipv6 = plan.ipv6 else { return [] }
        return [ipv6.clientAddress, ipv6.strangerAddress].map { "addr add \($0)/128 dev eth0 nodad" }
            + routesThroughGateway6(source: ipv6.clientAddress)
    }

    var nodeCommands6: [String] {
        guard let ipv6 = plan.ipv6 else { return [] }
        let clientLinkLayer = TwinAddress.linkLayer(of: plan.clientAddress)
        let client = [ipv6.clientAddress, ipv6.strangerAddress].flatMap {
            neighbour($0, clientLinkLayer, device: "client")
        }
        let cluster =
            neighbour(TwinAddress.cluster6, TwinAddress.linkLayer(of: TwinAddress.cluster), device: "cluster")
            + ipv6.remoteBlocks.map { "route replace \($0) via \(TwinAddress.cluster6) dev cluster" }
        let pods = plan.localPods.enumerated().flatMap { index, pod in
            pod.address6.map {
                neighbour($0, TwinAddress.linkLayer(of: pod.address), device: device(pod, index))
            } ?? []
        }
        return ["addr add \(ipv6.nodeAddress)/128 dev lo nodad"] + client + cluster + pods
    }

    /// AnyIP, as in IPv4.
    var clusterCommands6: [String] {
        guard let ipv6 = plan.ipv6 else { return [] }
        let behindNode =
            [ipv6.nodeAddress, ipv6.clientAddress, ipv6.strangerAddress] + plan.localPods.compactMap(\.address6)
        return ["addr add \(TwinAddress.cluster6)/128 dev eth0 nodad"]
            + routesThroughGateway6(source: nil)
            + ipv6.remoteBlocks.map { "route replace local \($0) dev lo table main" }
            + behindNode.map { "route replace \($0)/128 via \(TwinAddress.gateway6) dev eth0" }
    }

    func podCommands6(_ pod: TwinPlan.LocalPod) -> [String] {
        guard let address = pod.address6 else { return [] }
        return ["addr add \(address)/128 dev eth0 nodad"] + routesThroughGateway6(source: address)
    }

    private func routesThroughGateway6(source: IPv6Address?) -> [String] {
        neighbour(TwinAddress.gateway6, TwinAddress.nodeLinkLayer, device: "eth0")
            + ["route replace default via \(TwinAddress.gateway6) dev eth0" + (source.map { " src \($0)" } ?? "")]
    }
}
