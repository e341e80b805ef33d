package import Cluster
package import Rules

extension Transport {
    /// The protocol as rules spell it.
    package init(_ protocol: ServiceProtocol) {
        switch `protocol` {
        case .tcp: self = .tcp
        case .udp: self = .udp
        case .sctp: self = .sctp
        }
    }
}
