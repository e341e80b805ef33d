package import Addressing
package import Cluster
import Layouts
package import Twin

/// The pods and ports of a twin that cases are played in.
package struct PacketTwinPlan: Equatable, Sendable {
    /// A pod that the twin has at all times, whether or not a case's cluster has it.
    package struct Place: Hashable, Sendable {
        package var name: PodName
        /// With IPv6 it has this address's companion too.
        package var address: IPv4Address

        package init(name: PodName, address: IPv4Address) {
            self.name = name
            self.address = address
        }
    }

    package var places: [Place]
    /// The ports that every pod and both outside addresses answer on, with TCP, UDP and SCTP.
    package var ports: [UInt16]
    package var nodeAddress: IPv4Address
    /// Two addresses outside the cluster.
    package var insider: IPv4Address
    package var stranger: IPv4Address
    package var clusterCIDR: IPv4CIDR
    /// Whether everybody has an IPv6 address beside the IPv4 one: its companion.
    package var isDualStack = false

    package init(
        places: [Place],
        ports: [UInt16],
        nodeAddress: IPv4Address,
        insider: IPv4Address = CaseFixture.insider,
        stranger: IPv4Address = CaseFixture.stranger,
        clusterCIDR: IPv4CIDR = ClusterModel.defaultClusterCIDR
    ) {
        self.places = places
        self.ports = ports
        self.nodeAddress = nodeAddress
        self.insider = insider
        self.stranger = stranger
        self.clusterCIDR = clusterCIDR
    }

    package var families: [IPFamily] { isDualStack ? [.ipv4, .ipv6] : [.ipv4] }

    /// The addresses of a pod, one a family.
    func addresses(of place: Place) -> [IPAddress] { families.map { place.address.member(of: $0) } }

    /// The two addresses outside the cluster, of a family.
    package func outside(_ family: IPFamily) -> [IPAddress] { [insider, stranger].map { $0.member(of: family) } }

    /// The same twin for `families`, of which IPv6 alone needs IPv4 as well.
    package func serving(_ families: [IPFamily]) -> PacketTwinPlan {
        var plan = self
        plan.isDualStack = families.contains(.ipv6)
        return plan
    }

    /// The twin of all cases.
    package static let cases = PacketTwinPlan(
        places: CaseFixture.pods.map { Place(name: $0, address: CaseFixture.address(of: $0)) },
        ports: CaseFixture.ports,
        nodeAddress: CaseFixture.node.address ?? IPv4Address(192, 168, 100, 10)
    )

    /// A twin that holds every pod of `clusters` that runs on `node`, each address once.
    ///
    /// Where clusters give one name two addresses, the second place is called by its address too.
    package init(holding clusters: [ClusterModel], on node: Node, ports: [UInt16]) {
        var seen: Set<IPv4Address> = []
        var names: Set<PodName> = []
        let places = clusters.flatMap { $0.localPods(on: node.name) }.compactMap { pod -> Place? in
            guard let address = pod.address, seen.insert(address).inserted else { return nil }
            var name = PodName(namespace: pod.namespace, name: pod.name)
            if !names.insert(name).inserted { name.name += "-\(address.value)" }
            return Place(name: name, address: address)
        }
        self.init(
            places: places,
            ports: ports,
            nodeAddress: node.address ?? IPv4Address(192, 168, 100, 10),
            clusterCIDR: clusters.first?.clusterCIDR ?? ClusterModel.defaultClusterCIDR
        )
    }

    /// The wiring: no pod has an nginx, since the sockets of the cases listen in its place.
    package var twin: TwinPlan {
        TwinPlan(
            localPods: places.map { place in
                TwinPlan.LocalPod(
                    namespace: place.name.namespace,
                    name: place.name.name,
                    address: place.address,
                    address6: isDualStack ? place.address.companion : nil,
                    ports: [],
                    role: .interference,
                    interface: CalicoIptables.interface(namespace: place.name.namespace, pod: place.name.name)
                )
            },
            remoteBlocks: [clusterCIDR],
            nodeAddress: nodeAddress,
            clientAddress: insider,
            strangerAddress: stranger,
            ipv6: isDualStack
                ? TwinPlan.SecondStack(
                    nodeAddress: nodeAddress.companion,
                    clientAddress: insider.companion,
                    strangerAddress: stranger.companion,
                    remoteBlocks: [clusterCIDR.companion]
                ) : nil
        )
    }
}
