import Addressing

/// An address set made ready for look-ups, with the answers that the kernel's set would give.
struct AddressLookup: Sendable {
    /// By prefix length, the longest first: network to whether it is an exception.
    private let networks: [(length: Int, entries: [IPv4Address: Bool])]

    init(_ set: IPSet) {
        var byLength: [Int: [IPv4Address: Bool]] = [:]
        for entry in set.entries {
            byLength[entry.block.prefixLength, default: [:]][entry.block.network] = entry.isException
        }
        networks = byLength.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    /// Whether the set has the address: the longest prefix decides, and a `nomatch` entry says no (ipset(8), hash:net).
    func contains(_ address: IPv4Address) -> Bool {
        for (length, entries) in networks {
            if let isException = entries[IPv4CIDR(address, prefixLength: length).network] { return !isException }
        }
        return false
    }
}
