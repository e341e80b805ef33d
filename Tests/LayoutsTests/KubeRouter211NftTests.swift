import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

@Suite struct KubeRouter211NftTests {
    private let layout = KubeRouter211Nft(version: "1")

    private func ruleset(_ pods: [Pod], _ policies: [NetworkPolicy]) throws -> Ruleset {
        try layout.ruleset(for: ClusterModel(pods: pods, policies: policies), on: Fixture.node)
    }

    @Test("Chains and sets bear the names that the real hashes give")
    func names() throws {
        let rules = try ruleset([Fixture.pod("nginx-0", 2)], [Fixture.policy("npd", ingress: [])])
        let table = try #require(rules[nftables: "kube-router-filter-ipv4"])
        #expect(table["KUBE-NWPLCY-HBQYH5DCFKRJUVAT"] != nil)
        #expect(table["KUBE-POD-FW-MZJCV77XYAEZEZRO"] != nil)
        #expect(table.sets.map(\.name) == ["kube-router-local-pods", "KUBE-DST-NTEAC7JCXLABRA4Q"])
    }

    @Test("The same seed gives the same names, another seed others, all of the day of the release")
    func seeds() {
        #expect(KubeRouter211Nft.version(seed: 3) == "1786838400000000003")
        #expect(KubeRouter211Nft.version(seed: 1_000_000_004) == "1786838400000000004")
        #expect(Controller.kubeRouter211Nft.layout(seed: 3).denial == .refused)
        #expect(Controller.kubeRouter211Nft.usesNftables)
        #expect(!Controller.kubeRouter020.usesNftables)
    }

    @Test("Every local pod that is alive in a network of its own gets a chain, selected or not")
    func whichPods() throws {
        var finished = Fixture.pod("finished", 3)
        finished.phase = .succeeded
        var host = Fixture.pod("host", 4)
        host.isHostNetwork = true
        var waiting = Fixture.pod("waiting", 5)
        waiting.address = nil
        let far = Fixture.pod("far", 6, on: Fixture.farNode)
        let twin = Fixture.pod("twin", 2)
        let rules = try ruleset([Fixture.pod("a", 2), finished, host, waiting, far, twin, Fixture.pod("b", 7)], [])
        let jumps = rules.nftLines("KUBE-ROUTER-INPUT").filter { $0.contains("KUBE-POD-FW-") }
        #expect(jumps.map { $0.split(separator: " ")[2] } == ["10.244.0.2", "10.244.0.7"])
        #expect(jumps.map { $0.hasSuffix("comment \"default/a out\"") } == [true, false])
    }

    @Test("The first pod of the cluster stands on top: to it, then from it")
    func podOrder() throws {
        let rules = try ruleset([Fixture.pod("b", 3), Fixture.pod("a", 2)], [])
        let forward = rules.nftLines("KUBE-ROUTER-FORWARD")
        let ends = forward.prefix(4).map { $0.split(separator: " ")[1...2].joined(separator: " ") }
        #expect(ends == ["daddr 10.244.0.3", "saddr 10.244.0.3", "daddr 10.244.0.2", "saddr 10.244.0.2"])
        #expect(rules.nftLines("KUBE-ROUTER-OUTPUT") == forward)
    }

    @Test("What is meant for a Service or a node port is not judged before its translation")
    func exempt() throws {
        var cluster = ClusterModel(pods: [Fixture.pod("a", 2)])
        cluster.serviceCIDR = IPv4CIDR(IPv4Address(172, 16, 0, 0), prefixLength: 16)
        let rules = try layout.ruleset(for: cluster, on: Fixture.node)
        #expect(
            rules.nftLines("KUBE-ROUTER-INPUT").prefix(4) == [
                "ip daddr 172.16.0.0/16 counter packets 0 bytes 0 return comment \"allow cluster IP range\"",
                "fib daddr type local tcp dport 30000-32767 counter packets 0 bytes 0 return comment \"allow tcp nodeport\"",
                "fib daddr type local udp dport 30000-32767 counter packets 0 bytes 0 return comment \"allow udp nodeport\"",
                "fib daddr type local sctp dport 30000-32767 counter packets 0 bytes 0 return "
                    + "comment \"allow sctp nodeport\"",
            ]
        )
    }

    private func podChain(under policies: [NetworkPolicy]) throws -> [String] {
        let rules = try ruleset([Fixture.pod("a", 2)], policies)
        let chain = try #require(rules.nftables.first?.chains.first { $0.name.hasPrefix("KUBE-POD-FW-") })
        return rules.nftLines(chain.name).map { $0.replacing("counter packets 0 bytes 0 ", with: "") }
    }

    private func chain(_ policy: String) -> String {
        "KUBE-NWPLCY-" + NameHash.of("default" + policy + "1" + "IPv4")
    }

    @Test("A pod's chain asks its policies by direction, in cluster order, and then the defaults")
    func podChain() throws {
        let ingress = Fixture.policy("in", ingress: [])
        let egress = Fixture.policy("out", types: [.egress], egress: [])
        let both = Fixture.policy("both", types: [.ingress, .egress], ingress: [], egress: [])
        let toEgress = "ip saddr 10.244.0.2 jump KUBE-NWPLCY-DEFAULT comment \"default egress\""
        let toIngress = "ip daddr 10.244.0.2 jump KUBE-NWPLCY-DEFAULT comment \"default ingress\""
        let asksIngress = "ip daddr 10.244.0.2 jump \(chain("in")) comment \"default/in policy\""
        let asksEgress = "ip saddr 10.244.0.2 jump \(chain("out")) comment \"default/out policy\""
        let asksBoth = "jump \(chain("both")) comment \"default/both policy\""
        let cases: [([NetworkPolicy], [String])] = [
            ([], [toEgress, toIngress]), ([ingress], [asksIngress, toEgress]), ([egress], [asksEgress, toIngress]),
            ([both], [asksBoth]), ([egress, ingress], [asksEgress, asksIngress]),
            ([Fixture.policy("elsewhere", namespace: "x", ingress: [])], [toEgress, toIngress]),
        ]
        for (policies, expected) in cases {
            let lines = try podChain(under: policies)
            #expect(Array(lines.dropFirst(2).dropLast(4)) == expected)
            #expect(
                lines.prefix(2) == [
                    "jump KUBE-NWPLCY-COMMON comment \"common netpol rules\"",
                    "fib saddr type local ip daddr 10.244.0.2 accept comment \"from local node\"",
                ]
            )
            #expect(lines.suffix(2).map { $0.prefix(23) } == Array(repeating: "meta mark set meta mark", count: 2))
        }
    }

    @Test("Comments are cut where the program cuts them")
    func longNames() throws {
        let pod = Fixture.pod(String(repeating: "p", count: 200), 2)
        let rules = try ruleset([pod], [])
        let comments = rules.nftables[0].chains.flatMap { [$0.comment] + $0.rules.map(\.comment) }.compactMap(\.self)
        #expect(comments.map(\.utf8.count).max() == 120)
        #expect(comments.contains("podfw default/" + String(repeating: "p", count: 106)))
        #expect(KubeRouter211Nft.comment("a\u{7f}\nb") == "ab")
    }

    @Test("Without the node's address nobody can tell its pods")
    func noAddress() {
        let node = Node(name: "node-1", address: nil)
        let error = #expect(throws: LayoutError.self) {
            try layout.ruleset(for: ClusterModel(pods: [Fixture.pod("a", 2)]), on: node)
        }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("node node-1") == true)
    }

    @Test("Blocks of one rule that overlap are refused, as nft refuses them")
    func overlap() {
        let network = IPv4Address(10, 0, 0, 0)
        let peers = [8, 16].map { NetworkPolicy.Peer.block(IPBlock(.v4(network), prefixLength: $0), except: []) }
        let error = #expect(throws: LayoutError.self) {
            try ruleset([Fixture.pod("a", 2)], [Fixture.policy("p", ingress: [.init(peers: peers)])])
        }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("one rule overlap, '10.0.0.0/8' and '10.0.0.0/16', which") == true)
    }

    private func accepting(_ policies: [NetworkPolicy], toward octets: UInt8...) throws -> [RuleReference] {
        let pods = [Fixture.pod("a", 2, labels: ["app": "a"]), Fixture.pod("far", 3, on: Fixture.farNode)]
        let cluster = ClusterModel(pods: pods, policies: policies)
        let rules = try layout.ruleset(for: cluster, on: Fixture.node)
        let references = try layout.acceptRules(
            for: cluster,
            on: Fixture.node,
            toward: octets.map(Fixture.ip)
        )
        for reference in references { #expect(rules[nftables: reference]?.counters == .zero) }
        return references
    }

    @Test("Of one policy the allowing ingress rules prove that it was asked")
    func acceptRules() throws {
        let ports = NetworkPolicy.Rule(ports: [Fixture.port(80), Fixture.port(81)])
        let policy = Fixture.policy("p", types: [.ingress, .egress], ingress: [ports], egress: [ports])
        let expected = [0, 1].map {
            RuleReference(nftables: "kube-router-filter-ipv4", chain: chain("p"), index: $0)
        }
        #expect(try accepting([policy], toward: 2, 3) == expected)
        #expect(expected[1].description == "kube-router-filter-ipv4 \(chain("p")) rule 2")
        #expect(try accepting([policy], toward: 3) == [])
        #expect(try accepting([], toward: 2) == [])
        #expect(try accepting([Fixture.policy("p", ingress: [])], toward: 2) == [])
        let other = Fixture.policy("p", selector: LabelSelector(matchLabels: ["app": "b"]), ingress: [ports])
        #expect(try accepting([other], toward: 2) == [])
        let outbound = Fixture.policy("p", types: [.egress], egress: [ports])
        #expect(try accepting([outbound], toward: 2) == [])
    }

    @Test("Where several rules may count one packet, the one that ends every chain proves it")
    func acceptTail() throws {
        let tail = [RuleReference(nftables: "kube-router-filter-ipv4", chain: "KUBE-NWPLCY-TAIL", index: 0)]
        let open = Fixture.policy("p", ingress: [.init()])
        let hole = IPBlock(.v4(IPv4Address(14, 215, 1, 0)), prefixLength: 24)
        let block = IPBlock(.v4(IPv4Address(14, 215, 0, 0)), prefixLength: 16)
        let except = Fixture.policy("q", ingress: [.init(peers: [.block(block, except: [hole])])])
        #expect(try accepting([open, Fixture.policy("q", ingress: [.init()])], toward: 2) == tail)
        #expect(try accepting([open, Fixture.policy("q", ingress: [])], toward: 2) == tail)
        #expect(try accepting([except], toward: 2) == tail)
        #expect(try accepting([Fixture.policy("q", ingress: []), Fixture.policy("r", ingress: [])], toward: 2) == [])
    }

    @Test("Of IPv6 it is another table with other names and addresses, and three kinds of ICMP more")
    func ipv6() throws {
        let six = KubeRouter211Nft(version: "1", family: .ipv6)
        let blocks = try ["::/0", "14.215.0.0/16"].map {
            NetworkPolicy.Peer.block(
                try #require(IPBlock($0)),
                except: $0.contains(":") ? [try #require(IPBlock("fd00:1::/32"))] : []
            )
        }
        let cluster = ClusterModel(
            nodes: [Fixture.node.dualStack],
            pods: [Fixture.pod("nginx-0", 2).dualStack, Fixture.pod("single", 3)],
            policies: [Fixture.policy("npd", ingress: [.init(peers: blocks)])]
        )
        let rules = try six.ruleset(for: cluster, on: cluster.nodes[0])
        let table = try #require(rules[nftables: "kube-router-filter-ipv6"])
        #expect(table.family == .ip6 && rules.nftables.count == 1)
        #expect(table["KUBE-NWPLCY-LYX6XPZN76KG3X2F"] != nil)
        #expect(table["KUBE-POD-FW-MZJCV77XYAEZEZRO"] != nil)
        let sets = table.sets.filter { $0.name != "kube-router-local-pods" }
        #expect(sets.map(\.name).prefix(2) == ["KUBE-DST-A2AT63AHNTDRUFGO", "KUBE-SRC-VT5FIODIRLEHGFBN"])
        #expect(table.sets.allSatisfy { $0.key == [.address6] })
        let text = table.nftList
        #expect(text.contains("elements = { 2000::/3,\n\t\t\t     fd00::/8 }"))
        #expect(text.contains("\t\tip6 daddr fd00:10:96::/112 counter packets 0 bytes 0 return"))
        #expect(text.contains("\t\ticmpv6 type nd-neighbor-solicit counter packets 0 bytes 0 accept comment"))
        #expect(text.contains("\t\tfib saddr type local ip6 daddr fd00::10:244:0:2 counter packets 0 bytes 0 accept"))
        #expect(!text.contains("ip saddr") && !text.contains("ip daddr") && !text.contains("14.215"))
        let four = try KubeRouter211Nft(version: "1").ruleset(for: cluster, on: cluster.nodes[0])
        // IPv4 has one pod more, and a plain block where IPv6 has one with an except.
        #expect(table["KUBE-NWPLCY-COMMON"]?.rules.count == 2 + 6)
        #expect(four[nftables: "kube-router-filter-ipv4"]?["KUBE-NWPLCY-COMMON"]?.rules.count == 2 + 3)
        #expect(try [NftTable](nftList: text) == [table])
        #expect(throws: LayoutError.self) { try six.ruleset(for: cluster, on: Fixture.node) }
    }
}
