package import Addressing

/// The seed's cluster at any size: a test Service of two pods, and interference Services with `pods` pods in all.
///
/// Named and numbered like the recorded 1000 x 8 cluster: Service `svc-I` has the pods `svc-I-0`, `svc-I-1` and so on,
/// the test pods come last. Pods that do not divide evenly are spread, the first Services having one more.
///
/// With two stacks every pod and node also has the IPv6 address at the same place of its range: pod 10.244.1.2 of 10.244.0.0/16
/// is fd00:10:244::102 of fd00:10:244::/56, node 172.31.0.1 is fd00:172:31::1. Services stay IPv4.
package struct SyntheticCluster: Equatable, Sendable {
    /// The node under test.
    package static let nodeName = "npb-node"

    /// How many interference Services there are, at least 1.
    package let services: Int
    /// How many pods the interference Services have in all, at least 1; the test pods come on top.
    package let pods: Int
    /// How many pods are on the node under test, both test pods among them: 2 to `pods` + 2.
    package let localPods: Int
    package let clusterCIDR: IPv4CIDR
    package let serviceCIDR: IPv4CIDR
    /// Whether pods and nodes have IPv6 addresses too.
    package let isDualStack: Bool
    private let nodeNetwork: IPv4CIDR

    /// Checks the size; `localPods` defaults to a hundredth of the pods and the test pods, as the seed had 100 nodes.
    ///
    /// Throws if a number is out of its range or a CIDR has no room.
    package init(
        services: Int,
        pods: Int,
        localPods: Int? = nil,
        clusterCIDR: IPv4CIDR = ClusterModel.defaultClusterCIDR,
        serviceCIDR: IPv4CIDR = ClusterModel.defaultServiceCIDR,
        isDualStack: Bool = false
    ) throws(ClusterError) {
        try Self.check(services, atLeast: 1, "--services", "Services")
        try Self.check(pods, atLeast: 1, "--pods", "pods")
        try Self.check(room: clusterCIDR, "--cluster-cidr", "\(pods) + 2 pods", pods, after: Self.podOffset + 2)
        try Self.check(room: serviceCIDR, "--service-cidr", "\(services) Services", services, after: Self.serviceOffset)
        let localPods = localPods ?? pods / 100 + 2
        guard (2...pods + 2).contains(localPods) else {
            throw ClusterError(
                "cannot make a cluster with \(localPods) local pods: they include the 2 test pods and are part of the "
                    + "\(pods) + 2 pods; give --local-pods from 2 to \(pods + 2)"
            )
        }
        guard !clusterCIDR.overlaps(serviceCIDR) else {
            throw ClusterError(
                "cannot make a cluster: --cluster-cidr \(clusterCIDR) and --service-cidr \(serviceCIDR) overlap; "
                    + "give ranges that share no address"
            )
        }
        let networks = Self.nodeNetworks
        guard let nodeNetwork = networks.first(where: { !$0.overlaps(clusterCIDR) && !$0.overlaps(serviceCIDR) }) else {
            throw ClusterError(
                "cannot make a cluster: --cluster-cidr \(clusterCIDR) and --service-cidr \(serviceCIDR) leave no "
                    + "range for the nodes; leave one of \(networks.map(\.description).joined(separator: ", ")) free"
            )
        }
        self.services = services
        self.pods = pods
        self.localPods = localPods
        self.clusterCIDR = clusterCIDR
        self.serviceCIDR = serviceCIDR
        self.isDualStack = isDualStack
        self.nodeNetwork = nodeNetwork
    }

    /// The cluster, without policies.
    package var model: ClusterModel {
        let nodes = nodes
        var model = ClusterModel(
            namespaces: [Namespace(name: "default", labels: ["kubernetes.io/metadata.name": "default"])],
            nodes: nodes,
            clusterCIDR: clusterCIDR,
            serviceCIDR: serviceCIDR
        )
        model.pods.reserveCapacity(pods + 2)
        model.services.reserveCapacity(services + 1)
        for index in 0..<services {
            let first = model.pods.count
            let size = pods / services + (index < pods % services ? 1 : 0)
            let members = (0..<size).map { member in
                let number = first + member
                return pod(
                    "svc-\(index)-\(member)",
                    of: "svc-\(index)",
                    number: 2 + number,
                    on: host(of: number, nodes)
                )
            }
            let clusterIP = serviceCIDR.network + UInt32(Self.serviceOffset + index)
            model.services.append(service("svc-\(index)", clusterIP, members))
            model.pods += members
        }
        let tests = (0..<2).map { pod("test-\($0)", of: "test", number: $0, on: nodes[0]) }
        model.services.append(service("test", serviceCIDR.network + Self.testServiceOffset, tests))
        model.pods += tests
        return model
    }

    /// The node under test, and as many others as the seed had or as there are remote pods.
    private var nodes: [Node] {
        let others = min(99, pods + 2 - localPods)
        return (0...others).map { index in
            let offset = UInt32(index + 1)
            return Node(
                name: index == 0 ? Self.nodeName : "node-\(index)",
                address: nodeNetwork.network + offset,
                address6: address6(Self.nodeNetwork6, offset)
            )
        }
    }

    /// The IPv6 address at a place of a range, if there are two stacks.
    private func address6(_ network: IPv6Address, _ offset: UInt32) -> IPv6Address? {
        guard isDualStack else { return nil }
        return network + offset
    }

    /// Where the `number`th interference pod runs: the first ones are local, the others go round the other nodes.
    private func host(of number: Int, _ nodes: [Node]) -> Node {
        let remote = number - (localPods - 2)
        return remote < 0 ? nodes[0] : nodes[1 + remote % (nodes.count - 1)]
    }

    private func pod(_ name: String, of service: String, number: Int, on node: Node) -> Pod {
        let offset = UInt32(Self.podOffset + number)
        return Pod(
            namespace: "default",
            name: name,
            labels: ["app": service],
            ports: [Pod.Port(number: 80)],
            nodeName: node.name,
            hostAddress: node.address,
            hostAddress6: node.address6,
            address: clusterCIDR.network + offset,
            address6: address6(ClusterModel.defaultClusterCIDR6.network, offset)
        )
    }

    private func service(_ name: String, _ clusterIP: IPv4Address, _ members: [Pod]) -> Service {
        let endpoints = members.compactMap { pod in
            pod.address.map { Service.Endpoint(address: $0, port: 80, nodeName: pod.nodeName) }
        }
        return Service(
            namespace: "default",
            name: name,
            selector: ["app": name],
            clusterIP: clusterIP,
            ports: [Service.Port(name: "http", number: 80, targetPort: "80", endpoints: endpoints)]
        )
    }

    /// The first pod address stays clear of the network's own address and of .1, where many set-ups have a gateway.
    private static let podOffset = 2
    private static let testServiceOffset: UInt32 = 10
    private static let serviceOffset = 256
    /// Where the IPv6 addresses of nodes begin, fd00:172:31::.
    private static let nodeNetwork6 = IPv6Address(value: 0xfd00_0172_0031 << 80)
    /// Where nodes may get their addresses; the first is the recorded cluster's.
    private static let nodeNetworks = [
        IPv4CIDR(IPv4Address(172, 31, 0, 0), prefixLength: 24),
        IPv4CIDR(IPv4Address(192, 168, 31, 0), prefixLength: 24),
        IPv4CIDR(IPv4Address(10, 31, 31, 0), prefixLength: 24),
    ]

    private static func check(
        _ count: Int,
        atLeast minimum: Int,
        _ option: String,
        _ objects: String
    ) throws(ClusterError) {
        guard count >= minimum else {
            throw ClusterError(
                "cannot make a cluster of \(count) \(objects): at least \(minimum) is needed; give \(option) 1 or more"
            )
        }
    }

    private static func check(
        room block: IPv4CIDR,
        _ option: String,
        _ objects: String,
        _ count: Int,
        after offset: Int
    ) throws(ClusterError) {
        // The last address of a block is its broadcast address.
        let room = max(0, Int(block.count) - offset - 1)
        guard count <= room else {
            throw ClusterError(
                "cannot make a cluster of \(objects): \(option) \(block) has room for \(room); give a larger block"
            )
        }
    }
}

extension IPv4CIDR {
    fileprivate func overlaps(_ other: IPv4CIDR) -> Bool {
        contains(other) || other.contains(self)
    }
}
