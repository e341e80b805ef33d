package import Addressing

/// What a twin is to hold.
package struct TwinPlan: Sendable, Equatable {
    /// A pod on the node under test: a network namespace, a veth pair and an nginx.
    package struct LocalPod: Sendable, Equatable {
        package enum Role: Sendable, Equatable {
            /// Serves the load; its nginx is pinned to `serverCPUs` and takes many connections.
            case server
            /// Is there for the rules that it makes the node carry.
            case interference
        }

        package var namespace: String
        package var name: String
        package var address: IPv4Address
        /// Nil for a pod without IPv6; the plan then may still have it.
        package var address6: IPv6Address?
        /// The TCP ports its nginx listens on; none: it gets no nginx.
        package var ports: [UInt16]
        package var role: Role
        /// The name of the node's end of its link, 1 to 15 characters; nil takes one that only the twin knows.
        package var interface: String?

        package init(
            namespace: String,
            name: String,
            address: IPv4Address,
            address6: IPv6Address? = nil,
            ports: [UInt16],
            role: Role,
            interface: String? = nil
        ) {
            self.namespace = namespace
            self.name = name
            self.address = address
            self.address6 = address6
            self.ports = ports
            self.role = role
            self.interface = interface
        }
    }

    /// Where the twin's other ends are in IPv6, beside their IPv4 addresses.
    package struct SecondStack: Sendable, Equatable {
        package var nodeAddress: IPv6Address
        package var clientAddress: IPv6Address
        package var strangerAddress: IPv6Address
        /// As `TwinPlan.remoteBlocks`.
        package var remoteBlocks: [IPv6CIDR]

        package init(
            nodeAddress: IPv6Address,
            clientAddress: IPv6Address,
            strangerAddress: IPv6Address,
            remoteBlocks: [IPv6CIDR]
        ) {
            self.nodeAddress = nodeAddress
            self.clientAddress = clientAddress
            self.strangerAddress = strangerAddress
            self.remoteBlocks = remoteBlocks
        }
    }

    /// What tells the twin from others that are up beside it: it stands before the names of its network namespaces, of which the
    /// client's is then one.
    ///
    /// Nil for a twin that is alone, and whose client is the network namespace of the process.
    package var name: String?
    /// The pods of the node, without those of its own network (`hostNetwork`).
    package var localPods: [LocalPod]
    /// The TCP ports that every remote pod answers on; 80 is always among them.
    package var remotePorts: [UInt16]
    /// The blocks that the rest of the cluster answers for: the cluster CIDR, and the addresses of other nodes if they
    /// are endpoints.
    ///
    /// More specific addresses (pods, client, node) are taken out of them by routing.
    package var remoteBlocks: [IPv4CIDR]
    /// The node's own address: what MASQUERADE writes, and where `hostPorts` are.
    package var nodeAddress: IPv4Address
    /// The TCP ports that pods of the node's own network listen on; none: no nginx there.
    package var hostPorts: [UInt16]
    /// Where the load comes from; policies allow it.
    package var clientAddress: IPv4Address
    /// A second address of the client, which policies forbid: for probes only.
    package var strangerAddress: IPv4Address
    /// Nil for a twin of IPv4 alone: its namespaces then have no IPv6 at all.
    package var ipv6: SecondStack?
    /// The CPUs of the server pods' nginx; empty for all.
    package var serverCPUs: [Int]
    /// How long all nginx together may take to listen.
    package var startTimeout: Duration

    package init(
        localPods: [LocalPod],
        remotePorts: [UInt16] = [80],
        remoteBlocks: [IPv4CIDR],
        nodeAddress: IPv4Address,
        hostPorts: [UInt16] = [],
        clientAddress: IPv4Address = IPv4Address(14, 215, 0, 2),
        strangerAddress: IPv4Address,
        ipv6: SecondStack? = nil,
        serverCPUs: [Int] = [],
        startTimeout: Duration = .seconds(30)
    ) {
        self.localPods = localPods
        self.remotePorts = remotePorts
        self.remoteBlocks = remoteBlocks
        self.nodeAddress = nodeAddress
        self.hostPorts = hostPorts
        self.clientAddress = clientAddress
        self.strangerAddress = strangerAddress
        self.ipv6 = ipv6
        self.serverCPUs = serverCPUs
        self.startTimeout = startTimeout
    }
}
