package import Addressing
package import Cluster

/// A port of a rule as numbers, and whose it is.
package struct ResolvedPort: Equatable, Sendable {
    package var transport: ServiceProtocol
    /// Nil means every port of the protocol.
    package var first: UInt16?
    /// The end of a range; nil for one port.
    package var last: UInt16?
    /// The destinations that have this number under the port's name; nil for a port that was a number.
    package var holders: [IPAddress]?

    /// A port that is a number or a bare protocol; nil for a name.
    init?(_ port: NetworkPolicy.Port, dialect: PolicyDialect) {
        transport = port.transport
        switch port.number {
        case .name: return nil
        case nil: break
        case .number(let number, let through):
            first = number
            last = dialect.honoursEndPort ? through : nil
        }
    }

    private init(transport: ServiceProtocol, first: UInt16, holders: [IPAddress]) {
        self.transport = transport
        self.first = first
        self.holders = holders
    }

    /// The numbers that `pods` give to the name, each with the addresses of those that do, in the order of first appearance.
    ///
    /// A pod without an address of the family gives its number and no holder.
    static func named(
        _ name: String,
        _ transport: ServiceProtocol,
        among pods: [Pod],
        _ family: IPFamily
    ) -> [ResolvedPort] {
        var found: [ResolvedPort] = []
        for pod in pods {
            let holders = [pod.address(in: family)].compactMap(\.self)
            for port in pod.ports where port.name == name && port.transport == transport {
                if let known = found.firstIndex(where: { $0.first == port.number }) {
                    found[known].holders? += holders
                } else {
                    found.append(ResolvedPort(transport: transport, first: port.number, holders: holders))
                }
            }
        }
        return found
    }

    /// The same number at every destination.
    var ofAnyHolder: ResolvedPort {
        var port = self
        port.holders = nil
        return port
    }

    /// Whether a connection of `transport` to `port` at `destination` uses it.
    func admits(_ transport: ServiceProtocol, _ port: UInt16, at destination: IPAddress) -> Bool {
        guard transport == self.transport, holders?.contains(destination) ?? true else { return false }
        guard let first else { return true }
        return first <= port && port <= last ?? first
    }
}
