package import Addressing
package import Cluster

/// One attempt of a case to connect, and whether it should succeed.
package struct CaseProbe: Equatable, Sendable {
    /// A pod, or an address outside the cluster.
    package enum End: Hashable, Sendable {
        case pod(PodName)
        /// In IPv6 its companion is meant.
        case outside(IPv4Address)
    }

    /// What the client dials.
    package enum Way: String, Sendable {
        /// The ClusterIP of the Service before the target.
        case service
        /// The target's own address.
        case address
    }

    package var source: End
    package var target: End
    package var port: UInt16
    package var transport: ServiceProtocol
    package var way: Way
    /// What upstream, or the API's text, expects.
    package var isAllowed: Bool

    package init(
        _ source: End,
        _ target: End,
        _ port: UInt16,
        transport: ServiceProtocol = .tcp,
        way: Way,
        isAllowed: Bool
    ) {
        self.source = source
        self.target = target
        self.port = port
        self.transport = transport
        self.way = way
        self.isAllowed = isAllowed
    }

    /// A pod that must reach the Service of another (upstream's OK).
    package static func ok(_ source: PodName, _ target: PodName, _ port: UInt16 = 80) -> CaseProbe {
        CaseProbe(.pod(source), .pod(target), port, way: .service, isAllowed: true)
    }

    /// A pod that must not reach the Service of another (upstream's FAIL).
    package static func fail(_ source: PodName, _ target: PodName, _ port: UInt16 = 80) -> CaseProbe {
        CaseProbe(.pod(source), .pod(target), port, way: .service, isAllowed: false)
    }
}

extension CaseProbe.End {
    /// The end as results name it in probes of `family`.
    func title(in family: IPFamily) -> String {
        switch self {
        case .pod(let name): name.description
        case .outside(let address): AddressNames.title(of: address.member(of: family))
        }
    }
}

extension CaseProbe.End: CustomStringConvertible {
    package var description: String {
        switch self {
        case .pod(let name): name.description
        case .outside(let address): address.description
        }
    }
}

extension CaseProbe: CustomStringConvertible {
    /// `nsa/client-a -> nsa/server:80`.
    package var description: String {
        "\(source) -> \(target):\(port)" + (transport == .tcp ? "" : "/\(transport.rawValue)")
    }
}
