/// How many packets, and how many bytes in them, a rule or a chain's policy has matched.
package struct Counters: Hashable, Sendable {
    package var packets: UInt64
    package var bytes: UInt64

    package init(packets: UInt64, bytes: UInt64) {
        self.packets = packets
        self.bytes = bytes
    }

    package static let zero = Counters(packets: 0, bytes: 0)
}
