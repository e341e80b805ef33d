import Addressing
import Rules
import Testing

@testable import Firewall

@Suite("A table of the size of a real node", .serialized)
struct LargeNftTableTests {
    /// As many rules and addresses as kube-router writes for 82 of 8002 pods.
    private var table: NftTable {
        let pods = (0..<8002).map { IPBlock(.v4(IPv4Address(10, 244, 0, 2) + UInt32($0))) }
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

    @Test("Whatever the real programs wrote can be written piece by piece too", arguments: Recording.nftables)
    func pieces(name: String) throws {
        let meant = try Recording.nftTable(name)
        let replacement = NftReplacement(replacing: [meant], largestBatch: 5000)
        #expect(replacement.batches.count > 3)
        try FreshNamespace.run {
            try KernelFirewall.apply(replacement)
            try KernelFirewall.verify(nftables: [meant])
            try KernelFirewall.apply(replacement)
            try KernelFirewall.verify(nftables: [meant])
        }
    }

    @Test("Until the last batch a table judges nothing, and does not pass for one that does")
    func dormant() throws {
        let base = NftChain.Base(kind: .filter, hook: .input, priority: 0)
        let meant = NftTable(
            name: "t",
            chains: [NftChain(name: "INPUT", base: base, rules: [NftRule(.counter(.zero), .verdict(.accept))])]
        )
        let batches = NftReplacement(replacing: [meant], largestBatch: 1).batches
        try FreshNamespace.run {
            for batch in batches.dropLast() {
                _ = try FilterProgram.nft.run(["-f", "-"], input: batch, for: "try", remedy: "stop")
            }
            #expect(try KernelFirewall.nftables()["t"]?.isDormant == true)
            let error = #expect(throws: FirewallError.self) { try KernelFirewall.verify(nftables: [meant]) }
            #expect(error?.kind == .mismatch)
            #expect(error?.cause.contains("flags dormant") == true)
            try Datagrams.send(5)
            _ = try FilterProgram.nft.run(["-f", "-"], input: batches[batches.count - 1], for: "try", remedy: "stop")
            #expect(try KernelFirewall.nftables()["t"]?["INPUT"]?.rules[0].counters == .zero)
            try Datagrams.send(3)
            // Three datagrams, and as many answers that nobody listens there.
            #expect(try KernelFirewall.nftables()["t"]?["INPUT"]?.rules[0].counters?.packets == 6)
        }
    }
}
