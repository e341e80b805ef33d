import Addressing
import Cluster
import Layouts
import Rules
import Testing

@testable import Firewall

/// No recording of IPv6 rules exists, so the kernel is asked whether it understands what the layouts write.
@Suite("IPv6 rules go into the kernel and come out again", .serialized)
struct IPv6LoadTests {
    /// A dual-stack cluster under a policy with every kind of peer and port.
    private func ruleset(_ controller: Controller) throws -> Ruleset {
        var cluster = try SyntheticCluster(services: 2, pods: 6, localPods: 5, isDualStack: true).model
        for index in cluster.pods.indices { cluster.pods[index].ports = [.init(name: "web", number: 80)] }
        let everything = NetworkPolicy.Peer.block(try #require(IPBlock("::/0")), except: [])
        let peers: [NetworkPolicy.Peer] = try [
            .pods(podSelector: LabelSelector(matchLabels: ["app": "svc-0"]), namespaceSelector: nil),
            .block(#require(IPBlock("2001:db8::/32")), except: [#require(IPBlock("2001:db8:1::/48"))]),
            everything, .block(#require(IPBlock("14.215.0.0/16")), except: []),
        ]
        // Interval sets of nftables take each address once.
        let taken = controller == .kubeRouter211Nft ? peers.filter { $0 != everything } : peers
        let ports: [NetworkPolicy.Port] = [
            .init(number: .number(80, through: 90)), .init(number: .name("web")), .init(transport: .udp, number: nil),
        ]
        cluster.policies = [
            NetworkPolicy(
                namespace: "default",
                name: "p",
                policyTypes: [.ingress, .egress],
                ingress: [.init(peers: taken, ports: ports), .init(ports: [.init(number: .name("web"))])],
                egress: [.init(peers: taken), .init(ports: ports)]
            )
        ]
        let layout = try controller.layout(seed: 1, family: .ipv6)
        return try layout.ruleset(for: cluster, on: cluster.node(named: SyntheticCluster.nodeName))
    }

    @Test("Tables of ip6tables and their sets list as they were written")
    func iptables() throws {
        let meant = try ruleset(.kubeRouter211)
        let filter = try #require(meant[.filter])
        try FreshNamespace.run {
            try KernelFirewall.load(sets: meant.sets)
            try KernelFirewall.replace(filter, family: .ipv6)
            let saved = try KernelFirewall.savedTable(.filter, family: .ipv6)
            #expect(saved.withoutCounters() == filter.withoutCounters())
            #expect(try KernelFirewall.savedTable(.filter).ruleCount == 0, "IPv4 has rules of its own")
            for (set, meant) in zip(try KernelFirewall.sets(), meant.sets) {
                #expect((set.name, set.kind, set.family) == (meant.name, meant.kind, .ipv6))
                #expect(Set(set.entries) == Set(meant.entries))
            }
        }
    }

    @Test(
        "A table of nftables lists as it was written, in one batch and piece by piece",
        arguments: [NftReplacement.largestBatch, 5000]
    )
    func nftables(largestBatch: Int) throws {
        let meant = try ruleset(.kubeRouter211Nft).nftables
        try FreshNamespace.run {
            try KernelFirewall.apply(NftReplacement(replacing: meant, largestBatch: largestBatch))
            #expect(try KernelFirewall.nftables().tables.map { $0.forComparison() } == meant.map { $0.forComparison() })
            try KernelFirewall.verify(nftables: meant)
        }
    }
}
