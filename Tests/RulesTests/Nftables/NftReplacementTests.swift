import Addressing
import Testing

@testable import Rules

@Suite("Tables of nftables beside others: in a replacement, in a ruleset, in a comparison")
struct NftReplacementTests {
    private let table = NftTable(name: "t", comment: "c", chains: [NftChain(name: "C")])

    private func texts(_ replacement: NftReplacement) -> [String] {
        replacement.batches.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("In one batch what is replaced is removed, whether it is there or not, and then written")
    func replacing() {
        let replacement = NftReplacement(replacing: [table], removing: ["gone"])
        #expect(replacement.names == ["t", "gone"])
        #expect(
            texts(replacement) == [
                """
                add table ip t
                delete table ip t
                add table ip gone
                delete table ip gone
                table ip t {
                \tcomment "c"
                \tchain C {
                \t}
                }

                """
            ]
        )
    }

    @Test("A replacement of nothing is one empty batch")
    func nothing() {
        #expect(NftReplacement(replacing: []).batches == [[]])
    }

    @Test("What is too large for a batch is written dormant, filled piece by piece, and awakened last")
    func batches() {
        var large = table
        large.sets = [
            NftSet(
                name: "M",
                key: [.port],
                isVerdictMap: true,
                elements: [80, 81].map { .init([.port($0)], verdict: .goto("C")) }
            )
        ]
        large.chains[0].rules = [NftRule(.counter(.zero), .verdict(.drop)), NftRule(.reject, comment: "no")]
        let replacement = NftReplacement(replacing: [large], removing: ["gone"], largestBatch: 1)
        #expect(
            texts(replacement) == [
                """
                add table ip t
                delete table ip t
                add table ip gone
                delete table ip gone
                table ip t {
                \tflags dormant
                \tcomment "c"

                \tmap M {
                \t\ttype inet_service : verdict
                \t}

                \tchain C {
                \t}
                }

                """,
                "add element ip t M { 80 : goto C }\n", "add element ip t M { 81 : goto C }\n",
                "add rule ip t C counter packets 0 bytes 0 drop\n", "add rule ip t C reject comment \"no\"\n",
                "add table ip t\n",
            ]
        )
        let whole = NftReplacement(replacing: [large], largestBatch: large.netlinkSize)
        #expect(whole.batches.count == 1)
        let parted = NftReplacement(replacing: [large], largestBatch: large.netlinkSize - 1)
        #expect(parted.batches.count == 3)
        #expect(texts(parted).first?.contains("add element") == true)
        large.isDormant = true
        let asleep = NftReplacement(replacing: [large], largestBatch: 1)
        #expect(texts(asleep).last?.hasPrefix("add rule") == true, "nothing awakens it")
    }

    /// Bytes that nft 1.0.6 sent for each: 425,984 divided by how many of them fitted in a message.
    static let measured: [(size: Int, table: NftTable)] = [
        (32, NftTable(name: "t", sets: [set(.init([address]))])),
        (80, NftTable(name: "t", sets: [set(.init([address]), true)])),
        (
            153,
            NftTable(
                name: "t",
                sets: [
                    set(
                        .init(
                            [address, .transport(.tcp), .port(80)],
                            comment: "default/svc-1000:http",
                            verdict: .goto("A")
                        )
                    )
                ]
            )
        ),
        (582, rule(NftRule(.address(.source, Negatable(.block(pod))), .counter(.zero), .verdict(.jump("A"))), 65)),
        (
            1745,
            rule(
                NftRule(
                    .address(.source, Negatable(.set("KUBE-SRC-IMZI4JHBFE4MH3TA"))),
                    .address(.destination, Negatable(.set("KUBE-DST-NTEAC7JCXLABRA4Q"))),
                    .destinationPort(.tcp, PortRange(lower: 9090, upper: 9999)),
                    .counter(.zero),
                    .setMark(.or, 0x10000),
                    .verdict(.return)
                ),
                120
            )
        ),
        (
            1505,
            rule(
                NftRule(
                    .transport(.tcp),
                    .dnat(toOneOf: Array(repeating: .init(IPv4Address(10, 0, 0, 1), 80), count: 8))
                ),
                nil
            )
        ),
    ]

    private static let pod = IPBlock(.v4(IPv4Address(10, 0, 0, 1)))
    private static let address = NftSet.Value.address(pod)

    private static func set(_ element: NftSet.Element, _ holdsIntervals: Bool = false) -> NftSet {
        NftSet(name: "S", key: element.key.map(\.type), holdsIntervals: holdsIntervals, elements: [element])
    }

    private static func rule(_ rule: NftRule, _ comment: Int?) -> NftTable {
        var rule = rule
        rule.comment = comment.map { String(repeating: "x", count: $0) }
        return NftTable(name: "t", chains: [NftChain(name: "C", rules: [rule])])
    }

    @Test("Sizes are estimated above what was measured, and not far above", arguments: measured)
    func sizes(size: Int, table: NftTable) {
        var frame = table
        for set in frame.sets.indices { frame.sets[set].elements = [] }
        for chain in frame.chains.indices { frame.chains[chain].rules = [] }
        let estimate = table.netlinkSize - frame.netlinkSize
        #expect(size < estimate)
        #expect(estimate < 2 * size + 100)
    }

    @Test("Another program's table is added beside the ones that are there")
    func installing() throws {
        let base = Ruleset(tables: [.empty(.filter)], nftables: [table])
        let other = NftTable(name: "u")
        let both = try base.installing(Ruleset(nftables: [other]))
        #expect(both.nftables == [table, other])
        #expect(both.tables == base.tables)
        #expect(try base.installing(Ruleset()) == base)
    }

    @Test("A table of the same name is refused")
    func twice() {
        let error = #expect(throws: RulesetError.self) {
            try Ruleset(nftables: [table]).installing(Ruleset(nftables: [NftTable(name: "t")]))
        }
        #expect(error?.object == "table t")
        #expect(error?.cause == "is in both rulesets that are to be joined")
    }

    private func counted(_ packets: UInt64, elements: [NftSet.Element], last: NftVerdict = .accept) -> NftTable {
        NftTable(
            name: "t",
            sets: [NftSet(name: "S", key: [.address, .transport, .port], elements: elements)],
            chains: [
                NftChain(
                    name: "C",
                    rules: [
                        NftRule(.counter(Counters(packets: packets, bytes: 60 * packets)), .verdict(.drop)),
                        NftRule(.verdict(last)),
                    ]
                )
            ]
        )
    }

    private static let elements: [NftSet.Element] = {
        let keys: [(UInt8, Transport, UInt16)] = [(2, .tcp, 80), (1, .udp, 80), (1, .tcp, 81), (1, .tcp, 80)]
        return keys.map { octet, transport, port in
            NftSet.Element([.address(IPBlock(.v4(IPv4Address(10, 0, 0, octet)))), .transport(transport), .port(port)])
        }
    }()

    @Test("Counters and the order of elements are no difference, anything else is one")
    func comparison() {
        let elements = NftReplacementTests.elements
        let one = counted(3, elements: elements)
        #expect(one != counted(4, elements: elements))
        #expect(one.forComparison() == counted(4, elements: elements).forComparison())
        #expect(one.forComparison() == counted(3, elements: elements.reversed()).forComparison())
        #expect(one.forComparison() != counted(3, elements: Array(elements.dropLast())).forComparison())
        #expect(one.forComparison() != counted(3, elements: elements, last: .return).forComparison())
        #expect(one.forComparison().sets[0].elements == Array(elements.reversed()))
        #expect(one.forComparison().chains[0].rules[0].counters == .zero)
        #expect(one.ruleCount == 2)
    }
}
