import Addressing

/// An address set made ready for look-ups, with the answers that the kernel's set would give.
struct AddressLookup: Sendable {
    /// By prefix length, the longest first: network to whether it is an exception.
    private let networks: [(length: Int, entries: [IPv4Address: Bool])]
    /// Of a `hash:ip,port` set.
    private let ports: Set<IPSet.Entry>

    init(_ set: IPSet) {
        var byLength: [Int: [IPv4Address: Bool]] = [:]
        ports = set.kind == .hashIPPort ? Set(set.entries) : []
        for entry in set.entries {
            byLength[entry.block.prefixLength, default: [:]][entry.block.network] = entry.isException
        }
        networks = byLength.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    /// Whether the set has the packet's address at the first of `directions`, and its port at the second if there is one.
    func contains(_ packet: Packet, _ directions: [SetDirection]) -> Bool {
        guard let first = directions.first else { return false }
        guard directions.count > 1 else { return contains(packet.address(first)) }
        let port = IPSet.Port(packet.transport, packet.port(directions[1]))
        return ports.contains(IPSet.Entry(IPv4CIDR(packet.address(first)), port: port))
    }

    /// Whether the set has the address: the longest prefix decides, and a `nomatch` entry says no (ipset(8), hash:net).
    private func contains(_ address: IPv4Address) -> Bool {
        for (length, entries) in networks {
            if let isException = entries[IPv4CIDR(address, prefixLength: length).network] { return !isException }
        }
        return false
    }
}
