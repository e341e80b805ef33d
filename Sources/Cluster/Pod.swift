package import Addressing

/// A pod (core/v1), as far as rules depend on it.
package struct Pod: Equatable, Sendable {
    /// `status.phase`.
    package enum Phase: String, Sendable, CaseIterable {
        case pending = "Pending"
        case running = "Running"
        case succeeded = "Succeeded"
        case failed = "Failed"
        case unknown = "Unknown"
    }

    /// One entry of a container's `ports`.
    package struct Port: Equatable, Sendable {
        package var name: String?
        package var number: UInt16
        package var transport: ServiceProtocol

        package init(name: String? = nil, number: UInt16, transport: ServiceProtocol = .tcp) {
            self.name = name
            self.number = number
            self.transport = transport
        }
    }

    package var namespace: String
    package var name: String
    package var labels: [String: String]
    /// The ports of all containers, in order.
    package var ports: [Port]
    package var nodeName: String?
    /// The IPv4 address of `status.hostIPs`.
    package var hostAddress: IPv4Address?
    /// The IPv6 address of `status.hostIPs`.
    package var hostAddress6: IPv6Address?
    /// The IPv4 address of `status.podIPs`; nil until the pod has one.
    package var address: IPv4Address?
    /// The IPv6 address of `status.podIPs`; nil until the pod has one.
    package var address6: IPv6Address?
    package var phase: Phase
    package var isHostNetwork: Bool
    /// Whether its deletion was asked for (`metadata.deletionTimestamp`); until its end it keeps its address.
    package var isTerminating: Bool

    package init(
        namespace: String,
        name: String,
        labels: [String: String] = [:],
        ports: [Port] = [],
        nodeName: String?,
        hostAddress: IPv4Address?,
        hostAddress6: IPv6Address? = nil,
        address: IPv4Address?,
        address6: IPv6Address? = nil,
        phase: Phase = .running,
        isHostNetwork: Bool = false,
        isTerminating: Bool = false
    ) {
        self.namespace = namespace
        self.name = name
        self.labels = labels
        self.ports = ports
        self.nodeName = nodeName
        self.hostAddress = hostAddress
        self.hostAddress6 = hostAddress6
        self.address = address
        self.address6 = address6
        self.phase = phase
        self.isHostNetwork = isHostNetwork
        self.isTerminating = isTerminating
    }

    /// The pod's address of a family, if it has one.
    package func address(in family: IPFamily) -> IPAddress? {
        switch family {
        case .ipv4: address.map(IPAddress.v4)
        case .ipv6: address6.map(IPAddress.v6)
        }
    }

    /// The addresses of the pod's node as its status tells them.
    package var hostAddresses: [IPAddress] {
        [hostAddress.map(IPAddress.v4), hostAddress6.map(IPAddress.v6)].compactMap(\.self)
    }

    /// Whether the pod has ended (`Succeeded` or `Failed`); its address may then belong to another pod.
    package var isFinished: Bool { phase == .succeeded || phase == .failed }
}
