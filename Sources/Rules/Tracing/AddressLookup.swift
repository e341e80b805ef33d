import Addressing

/// An address set made ready for look-ups, with the answers that the kernel's set would give.
struct AddressLookup: Sendable {
    private let family: IPFamily
    /// By prefix length, the longest first: network to whether it is an exception.
    private let networks: [(length: Int, entries: [IPAddress: Bool])]
    /// Of a set of addresses with ports.
    private let ports: Set<IPSet.Entry>

    init(_ set: IPSet) {
        var byLength: [Int: [IPAddress: Bool]] = [:]
        family = set.family
        ports = Set(set.entries.filter { $0.port != nil })
        for entry in set.entries {
            byLength[entry.block.prefixLength, default: [:]][entry.block.network] = entry.isException
        }
        networks = byLength.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    /// Whether the set has the packet's address at the first of `directions`, and its port at the second, another address
    /// at the third, if there are such.
    func contains(_ packet: Packet, _ directions: [SetDirection]) -> Bool {
        guard let first = directions.first else { return false }
        guard directions.count > 1 else { return contains(packet.address(first)) }
        let port = IPSet.Port(packet.transport, packet.port(directions[1]))
        var peer: IPv4Address?
        if directions.count > 2, case .v4(let address) = packet.address(directions[2]) { peer = address }
        return ports.contains(IPSet.Entry(IPBlock(packet.address(first)), port: port, peer: peer))
    }

    /// Whether the set has the address: the longest prefix decides, and a `nomatch` entry says no (ipset(8), hash:net).
    private func contains(_ address: IPAddress) -> Bool {
        guard address.family == family else { return false }
        for (length, entries) in networks {
            if let isException = entries[IPBlock(address, prefixLength: length).network] { return !isException }
        }
        return false
    }
}
