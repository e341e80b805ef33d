import Testing

@testable import Firewall

@Suite("The hash of entries")
struct EntryHashTests {
    private func hash(_ bytes: [UInt8]) -> UInt64 {
        var hash = EntryHash()
        bytes.withUnsafeBytes { hash.mix($0) }
        return hash.value
    }

    @Test("Every single bit of a long entry counts")
    func bits() {
        let bytes = [UInt8](repeating: 0, count: 500)
        var seen: Set<UInt64> = [hash(bytes)]
        for bit in 0..<(8 * bytes.count) {
            var changed = bytes
            changed[bit / 8] |= 1 << (bit % 8)
            #expect(seen.insert(hash(changed)).inserted)
        }
    }

    @Test("Order counts")
    func order() {
        let ascending = [UInt8](0..<64)
        #expect(hash(ascending) != hash(ascending.reversed()))
        #expect(hash(Array(ascending[8...] + ascending[..<8])) != hash(ascending))
    }

    @Test("Texts are kept apart by their lengths")
    func texts() {
        var first = EntryHash()
        first.mix("ab")
        first.mix("c")
        var second = EntryHash()
        second.mix("a")
        second.mix("bc")
        #expect(first.value != second.value)
    }

    @Test("The same bytes hash the same, wherever they lie in memory")
    func alignment() {
        let bytes = [UInt8](1...80)
        for offset in 0..<8 {
            let shifted = [UInt8](repeating: 0, count: offset) + bytes
            var hash = EntryHash()
            shifted.withUnsafeBytes { hash.mix(UnsafeRawBufferPointer(rebasing: $0[offset...])) }
            #expect(hash.value == self.hash(bytes))
        }
    }
}
