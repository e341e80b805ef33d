import Addressing
import Rules
import Testing

@testable import Firewall

@Suite("A table of the size of a real node", .serialized)
struct LargeNftTableTests {
    /// As many rules and addresses as kube-router writes for 82 of 8002 pods.
    private var table: NftTable {
        let pods = (0..<8002).map { IPv4CIDR(IPv4Address(10, 244, 0, 2) + UInt32($0)) }
        let chains = pods.prefix(82).enumerated().map { index, _ in
            NftChain(
                name: "POD-\(index)",
                rules: (0..<8).map { _ in NftRule(.counter(.zero), .setMark(.or, 1), comment: "a rule of a pod") }
            )
        }
        let jumps = pods.prefix(82).enumerated().map { index, pod in
            NftRule(.address(.destination, Negatable(.block(pod))), .counter(.zero), .verdict(.jump("POD-\(index)")))
        }
        let base = NftChain.Base(kind: .filter, hook: .forward, priority: 0)
        return NftTable(
            name: "large",
            sets: [NftSet(name: "PODS", key: [.address], elements: pods.map { .init([.address($0)]) })],
            chains: [NftChain(name: "FORWARD", base: base, rules: jumps)] + chains
        )
    }

    @Test("It goes in, comes out the same, and is replaced fast enough to switch arms by it")
    func large() throws {
        let table = table
        let replacement = NftReplacement(replacing: [table])
        #expect(replacement.batches.count > 2, "one message could not hold it")
        try FreshNamespace.run {
            try KernelFirewall.apply(replacement)
            try KernelFirewall.verify(nftables: [table])
            try KernelFirewall.apply(NftReplacement(replacing: [], removing: ["large"]))
            let clock = ContinuousClock()
            let switching = try clock.measure { try KernelFirewall.apply(replacement) }
            #expect(switching < .seconds(2))
            #expect(try KernelFirewall.nftables().ruleCount == table.ruleCount)
        }
    }
}
