import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What the real kube-router 2.11.1 wrote in nftables mode for one cluster and six policies, against what the layout writes.
@Suite struct KubeRouter211NftGoldenTests {
    private static let policies = [
        "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
        "ex5-ingress-cidr-port", "npd-multiport",
    ]

    @Test("The table equals the recorded one, rule for rule and set for set", arguments: policies)
    func table(policy: String) throws {
        let text = try Fixture.text("kr211nft-\(policy).nft")
        let recorded = try #require(try [NftTable](nftList: text).first)
        let ruleset = try ruleset(policy, inOrderOf: recorded)
        #expect(ruleset.tables.isEmpty && ruleset.sets.isEmpty)
        #expect(ruleset.nftables.count == 1)
        let table = try #require(ruleset.nftables.first)
        #expect(NftRecording(table) == NftRecording(recorded))
        #expect(table.ruleCount == recorded.ruleCount)
    }

    @Test("Sets stand in the recorded order, and the text is as long as the recorded one", arguments: policies)
    func text(policy: String) throws {
        let text = try Fixture.text("kr211nft-\(policy).nft")
        let recorded = try #require(try [NftTable](nftList: text).first)
        let ruleset = try ruleset(policy, inOrderOf: recorded)
        #expect(ruleset.nftables.first?.sets.map(\.name) == recorded.sets.map(\.name))
        #expect(ruleset.nftList.utf8.count == text.utf8.count)
    }

    /// The rules for the recorded cluster, its pods in the order in which the recording has them, which is random.
    private func ruleset(_ policy: String, inOrderOf recorded: NftTable) throws -> Ruleset {
        var cluster = try Fixture.recordedCluster()
        cluster.policies = try Fixture.policies(policy)
        let output = try #require(recorded["KUBE-ROUTER-OUTPUT"])
        let addresses = output.rules.compactMap { rule -> IPAddress? in
            guard case .address(.destination, let operand) = rule.statements.first else { return nil }
            guard case .block(let block) = operand.value else { return nil }
            return block.network
        }
        #expect(addresses.count == 7)
        let place = { (pod: Pod) in addresses.firstIndex { $0 == pod.address(in: .ipv4) } ?? addresses.count }
        cluster.pods.sort { place($0) < place($1) }
        return try KubeRouter211Nft(version: "any").ruleset(for: cluster, on: cluster.node(named: "node-1"))
    }
}
