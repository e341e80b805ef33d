import Addressing
import Testing

@testable import Rules

@Suite("Tables of nftables beside others: in a transaction, in a ruleset, in a comparison")
struct NftTransactionTests {
    private let table = NftTable(name: "t", comment: "c", chains: [NftChain(name: "C")])

    @Test("A transaction removes what it replaces, whether it is there or not, and then writes it")
    func replacing() {
        let transaction = NftTransaction(replacing: [table], removing: ["gone"])
        #expect(transaction.names == ["t", "gone"])
        #expect(
            String(decoding: transaction.bytes, as: UTF8.self) == """
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
        )
    }

    @Test("A transaction of nothing is empty")
    func nothing() {
        #expect(NftTransaction(replacing: []).bytes.isEmpty)
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
            NftSet.Element([.address(IPv4CIDR(IPv4Address(10, 0, 0, octet))), .transport(transport), .port(port)])
        }
    }()

    @Test("Counters and the order of elements are no difference, anything else is one")
    func comparison() {
        let elements = NftTransactionTests.elements
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
