import Addressing
import Rules
import Testing

@Suite("Transactions on a table of nftables")
struct NftTransactionTests {
    private let table = NftTable(name: "t")
    private let chain = NftChain(
        name: "c",
        rules: [NftRule(.counter(.zero), .verdict(.jump("d"))), NftRule(.verdict(.accept), comment: "all")]
    )

    private func text(_ commands: (inout NftTransaction) -> Void) -> String {
        var transaction = NftTransaction(on: table)
        commands(&transaction)
        return String(decoding: transaction.bytes, as: UTF8.self)
    }

    @Test("A chain is made or emptied, and then filled")
    func chains() {
        let rules = """
            flush chain ip t c
            add rule ip t c counter packets 0 bytes 0 jump d
            add rule ip t c accept comment "all"

            """
        #expect(text { $0.add(chain) } == "add chain ip t c\n" + rules)
        #expect(text { $0.refill(chain) } == rules)
    }

    @Test("Chains are emptied and deleted by their names")
    func removal() {
        let commands = text {
            $0.flush(chain: "c")
            $0.delete(chain: "c")
        }
        #expect(commands == "flush chain ip t c\ndelete chain ip t c\n")
    }

    @Test("A set gets its elements in one command, and an empty one is only emptied")
    func sets() {
        var set = NftSet(name: "s", key: [.address])
        #expect(text { $0.refill(set) } == "flush set ip t s\n")
        set.elements = [1, 2].map { .init([.address(IPBlock(.v4(IPv4Address(10, 0, 0, $0))))]) }
        #expect(text { $0.refill(set) } == "flush set ip t s\nadd element ip t s { 10.0.0.1, 10.0.0.2 }\n")
    }

    @Test("Its size grows with rules and elements, as that of a whole table does")
    func size() {
        var transaction = NftTransaction(on: table)
        #expect(transaction.netlinkSize == 0)
        transaction.add(chain)
        let small = transaction.netlinkSize
        #expect(small > 1000)
        var set = NftSet(name: "s", key: [.address])
        set.elements = (0..<100).map { .init([.address(IPBlock(.v4(IPv4Address(10, 0, 0, $0))))]) }
        transaction.refill(set)
        #expect(transaction.netlinkSize > small + 4000)
    }
}
