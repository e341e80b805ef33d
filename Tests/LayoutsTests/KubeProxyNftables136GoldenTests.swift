import Cluster
import Rules
import Testing

@testable import Layouts

/// What the real kube-proxy 1.36 wrote in nftables mode for one cluster, against what the layout writes.
@Suite struct KubeProxyNftables136GoldenTests {
    @Test("The table equals the recorded one, rule for rule, set for set and map for map")
    func table() throws {
        let text = try Fixture.text("kubeproxy136.nft")
        let start = try #require(text.firstRange(of: "table ip kube-proxy {"))
        let rest = text[start.lowerBound...]
        let end = try #require(rest.firstRange(of: "\n}\n"))
        let recorded = try #require(try [NftTable](nftList: String(rest[..<end.upperBound])).first)
        let cluster = try Fixture.recordedCluster()
        let ruleset = try KubeProxyNftables136().ruleset(for: cluster, on: cluster.node(named: "node-1"))
        #expect(ruleset.tables.isEmpty)
        let table = try #require(ruleset[nftables: "kube-proxy"])
        #expect(NftRecording(table) == NftRecording(recorded))
        #expect(table.sets.map(\.name) == recorded.sets.map(\.name))
        #expect(table.chains.prefix(15).map(\.name) == recorded.chains.prefix(15).map(\.name))
    }
}
