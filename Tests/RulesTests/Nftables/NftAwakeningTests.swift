import Addressing
import Testing

@testable import Rules

@Suite("Tables of nftables that stay, and are awakened")
struct NftAwakeningTests {
    private let table = NftTable(
        name: "t",
        comment: "c",
        sets: [
            NftSet(name: "S", key: [.address], elements: [.init([.address(IPBlock(.v4(IPv4Address(10, 0, 0, 1))))])])
        ],
        chains: [
            NftChain(
                name: "C",
                rules: [
                    NftRule(.address(.source, Negatable(.set("S"))), .verdict(.drop)), NftRule(.reject, comment: "no"),
                ]
            )
        ]
    )

    private func texts(_ batches: [[UInt8]]) -> [String] {
        batches.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("Frames are written asleep, with sets and chains and no rule")
    func frames() throws {
        let frames = NftAwakening([table]).frames
        #expect(frames.names == ["t"])
        let text = try #require(texts(frames.batches).first)
        #expect(frames.batches.count == 1)
        #expect(text.hasPrefix("add table ip t\ndelete table ip t\ntable ip t {\n\tflags dormant\n"))
        #expect(text.contains("elements = { 10.0.0.1 }"))
        #expect(!text.contains("drop") && !text.contains("reject"))
    }

    @Test("Rules take the place of those that are there, and the last line awakens the tables")
    func rules() {
        let awakening = NftAwakening([table, NftTable(name: "u")])
        #expect(awakening.tables.map(\.name) == ["t", "u"])
        #expect(
            texts(awakening.batches) == [
                """
                flush table ip t
                add rule ip t C ip saddr @S drop
                add rule ip t C reject comment "no"
                flush table ip u
                add table ip t
                add table ip u

                """
            ]
        )
    }

    @Test("What is too large for a batch is awakened by the last one alone")
    func batches() {
        let pieces = texts(NftAwakening([table], largestBatch: 1).batches)
        #expect(pieces.count == 3)
        #expect(pieces.first == "flush table ip t\n")
        #expect(pieces.last == "add rule ip t C reject comment \"no\"\nadd table ip t\n")
        #expect(pieces.joined() == texts(NftAwakening([table]).batches).joined())
    }

    @Test("Without tables there is nothing to write")
    func nothing() {
        #expect(NftAwakening([]).batches == [])
        #expect(NftAwakening([]).frames.names == [])
    }

    @Test("No packet comes into a table that sleeps")
    func tracing() {
        let base = NftChain.Base(kind: .filter, hook: .forward, priority: 0)
        var filter = NftTable(name: "t", chains: [NftChain(name: "F", base: base, rules: [NftRule(.verdict(.drop))])])
        #expect(filter.entrances.count == 1)
        filter.isDormant = true
        #expect(filter.entrances.isEmpty)
    }
}
