import Addressing

/// The twin's wiring, as input of `ip -batch` (ip(8)).
///
///     client --eth0/client-- node --interface/eth0-- pod
///                            node --cluster/eth0-- cluster: every remote pod
///
/// Pods have /32 addresses and a gateway that is nobody's neighbour. All neighbours are permanent entries: with
/// proxy_arp alone connections hang, or the first packet waits 0.6 s. With IPv6 the same wires carry both, and the commands of the
/// second stack follow those of the first (`Topology+IPv6.swift`).
struct Topology {
    let plan: TwinPlan

    /// The places of the twin that have a network namespace of their own: the client only if the twin has a name.
    var places: [String] {
        (plan.name == nil ? [] : ["client"]) + ["node", "cluster"] + plan.localPods.map(\.placeName)
    }

    /// The names of their network namespaces.
    var namespaces: [String] { places.map(plan.fullName) }

    func namespaceCommands() -> [String] {
        namespaces.map { "netns add \($0)" }
    }

    /// Makes the devices.
    ///
    /// The node's settings must be in place: a device takes its defaults when it is born.
    func linkCommands() -> [String] {
        let client = TwinAddress.linkLayer(of: plan.clientAddress)
        let cluster = TwinAddress.linkLayer(of: TwinAddress.cluster)
        let node = "netns \(plan.fullName("node"))"
        let address = "address \(TwinAddress.nodeLinkLayer)"
        let toClient =
            plan.name == nil
            ? "link add dev eth0 address \(client) type veth peer name client \(address) \(node)"
            : "link add dev client \(node) \(address) type veth peer name eth0 address \(client) netns "
                + plan.fullName("client")
        return [
            toClient,
            "link add dev cluster \(node) \(address) type veth peer name eth0 address \(cluster) netns "
                + plan.fullName("cluster"),
        ]
            + plan.localPods.enumerated().map { index, pod in
                let end = "address \(TwinAddress.linkLayer(of: pod.address)) netns \(plan.fullName(pod.placeName))"
                return "link add dev \(device(pod, index)) \(node) \(address) type veth peer name eth0 \(end)"
            }
    }

    func clientCommands() -> [String] {
        (plan.name == nil ? [] : ["link set lo up"]) + [
            "addr add \(plan.clientAddress)/32 dev eth0",
            "addr add \(plan.strangerAddress)/32 dev eth0",
            "link set eth0 up",
        ] + routesThroughGateway(source: plan.clientAddress) + clientCommands6
    }

    func nodeCommands() -> [String] {
        // The gateway's address has link scope, so that MASQUERADE and ICMP errors take the node's.
        let addresses = [
            "link set lo up",
            "addr add \(plan.nodeAddress)/32 dev lo",
            "addr add \(TwinAddress.gateway)/32 dev lo scope link",
        ]
        let clientLinkLayer = TwinAddress.linkLayer(of: plan.clientAddress)
        let client =
            ["link set client up"]
            + [plan.clientAddress, plan.strangerAddress].flatMap { neighbour($0, clientLinkLayer, device: "client") }
        let cluster =
            ["link set cluster up"]
            + neighbour(TwinAddress.cluster, TwinAddress.linkLayer(of: TwinAddress.cluster), device: "cluster")
            + plan.remoteBlocks.map { "route replace \($0) via \(TwinAddress.cluster) dev cluster" }
        let pods = plan.localPods.enumerated().flatMap { index, pod in
            ["link set \(device(pod, index)) up"]
                + neighbour(pod.address, TwinAddress.linkLayer(of: pod.address), device: device(pod, index))
        }
        return addresses + client + cluster + pods + nodeCommands6
    }

    /// AnyIP: the kernel owns every address of the blocks, so that one nginx answers for thousands of pods.
    ///
    /// The blocks stand in the main table, not in `local`, which is searched first: there the more specific routes to
    /// the addresses behind the node win. Else their packets came from an address of our own and were dropped.
    func clusterCommands() -> [String] {
        let behindNode = [plan.nodeAddress, plan.clientAddress, plan.strangerAddress] + plan.localPods.map(\.address)
        return ["link set lo up", "addr add \(TwinAddress.cluster)/32 dev eth0", "link set eth0 up"]
            + routesThroughGateway(source: TwinAddress.cluster)
            + plan.remoteBlocks.map { "route replace local \($0) dev lo table main" }
            + behindNode.map { "route replace \($0)/32 via \(TwinAddress.gateway) dev eth0" }
            + clusterCommands6
    }

    func podCommands(_ pod: TwinPlan.LocalPod) -> [String] {
        ["link set lo up", "addr add \(pod.address)/32 dev eth0", "link set eth0 up"]
            + routesThroughGateway(source: pod.address) + podCommands6(pod)
    }

    func device(_ pod: TwinPlan.LocalPod, _ index: Int) -> String {
        pod.interface ?? "pod\(index)"
    }

    func neighbour<Address: AddressNumber>(_ address: Address, _ linkLayer: String, device: String) -> [String] {
        [
            "neigh replace \(address) lladdr \(linkLayer) dev \(device) nud permanent",
            "route replace \(CIDR(address)) dev \(device)",
        ]
    }

    private func routesThroughGateway(source: IPv4Address) -> [String] {
        neighbour(TwinAddress.gateway, TwinAddress.nodeLinkLayer, device: "eth0")
            + ["route replace default via \(TwinAddress.gateway) dev eth0 src \(source)"]
    }
}
