import Rules
import Testing

@testable import Firewall

@Suite("What counts in the hash of a rule, as the kernel lays it out")
struct EntryLayoutTests {
    /// Offsets of `struct ipt_entry` and of the head of a match (linux/netfilter_ipv4/ip_tables.h, x_tables.h).
    private enum Offset {
        static let sourceAddress = 0
        static let targetOffset = 88
        static let nextOffset = 90
        static let comeFrom = 92
        static let counters = 96
        static let match = 112
        static let matchName = match + 2
        static let matchRevision = match + 31
        static let matchData = match + 32
        static let target = match + 48
        static let targetData = target + 32
        static let end = target + 40
    }

    /// A rule with one match, `set` of 16 bytes of data, and the standard target.
    private var entry: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Offset.end)
        bytes[Offset.targetOffset] = UInt8(Offset.target)
        bytes[Offset.nextOffset] = UInt8(Offset.end)
        bytes[Offset.match] = 48
        bytes.replaceSubrange(Offset.matchName..<Offset.matchName + 3, with: Array("set".utf8))
        bytes[Offset.target] = 40
        return bytes
    }

    private func hash(_ bytes: [UInt8], changing offsets: [Int] = []) -> UInt64 {
        var bytes = bytes
        for offset in offsets { bytes[offset] ^= 0xa5 }
        var hash = EntryHash()
        bytes.withUnsafeBytes { hash.mixEntry(at: $0) }
        return hash.value
    }

    @Test("What the kernel writes as it runs does not count: the loop mark and the counters")
    func running() {
        #expect(hash(entry, changing: Array(Offset.comeFrom..<Offset.match)) == hash(entry))
    }

    @Test("What stands behind the end of a name does not count: the kernel never writes it")
    func nameTails() {
        #expect(hash(entry, changing: Array(Offset.matchName + 4..<Offset.matchRevision)) == hash(entry))
        #expect(hash(entry, changing: Array(Offset.target + 3..<Offset.target + 31)) == hash(entry))
    }

    @Test(
        "Everything else counts",
        arguments: [
            Offset.sourceAddress, Offset.matchName, Offset.matchName + 2, Offset.matchRevision, Offset.matchData,
            Offset.target - 1, Offset.target + 31, Offset.targetData, Offset.end - 1,
        ]
    )
    func rest(offset: Int) {
        #expect(hash(entry, changing: [offset]) != hash(entry))
    }

    @Test("Sizes that make no sense end the walk within the rule")
    func sizes() {
        for size in [0, 1, 31, 255] as [UInt8] {
            var bytes = entry
            bytes[Offset.match] = size
            #expect(hash(bytes) != hash(entry))
        }
    }
}
