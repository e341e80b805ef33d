import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// Felix's rules; the hashes and names called known stand so on nodes that run it.
@Suite struct CalicoIptablesTests {
    private func ruleset(_ policies: [NetworkPolicy], pods: [Pod]? = nil) throws -> Ruleset {
        let cluster = ClusterModel(
            namespaces: [Namespace(name: "default")],
            nodes: [Fixture.node],
            pods: pods ?? [Fixture.pod("a", 1, labels: ["app": "a"]), Fixture.pod("b", 2)],
            policies: policies
        )
        return try CalicoIptables().ruleset(for: cluster, on: Fixture.node)
    }

    /// The hashes of a chain's rules.
    private func identifiers(_ rules: [Rule]) -> [String] {
        rules.compactMap { $0.comment.map { String($0.dropFirst("cali:".count)) } }
    }

    @Test(
        "The fixed chains have the known hashes",
        arguments: [
            ("INPUT", ["Cz_u1IQiXIMmKD4c"]), ("OUTPUT", ["tVnHkvAo15HuiPy0"]),
            ("FORWARD", ["wUHhoiAYhphO9Mso", "S93hcgKJrXEqnTfs", "mp77cMpurHhyjLrM"]),
            (
                "cali-FORWARD",
                [
                    "vjrMJCRpqwy5oRoX", "A_sPAO0mcxbT9mOV", "8ZoYfO5HKXWbB3pk", "jdEuaPBe14V2hutn", "12bc6HljsMKsmfr-",
                    "NOSxoaGx8OIstr1z",
                ]
            ),
            (
                "cali-INPUT",
                [
                    "FewJpBykm9iJ-YNH", "hder3ARWznqqv8Va", "xgOu2uJft6H9oDGF", "_-d-qojMfHM6NwBo", "LqmE76MP94lZTGhA",
                ]
            ),
            (
                "cali-OUTPUT",
                [
                    "Mq1_rAdXXH3YkrzW", "69FkRTJDvD5Vu6Vl", "Fskumj4SGQtDV6GC", "1F4VWEsQu0QbRwKf", "m8Eqm15x1MjD24LD",
                ]
            ), ("cali-wl-to-host", ["Ee9Sbo10IpVujdIY", "nSZbcOoG1xPONxb8"]),
        ]
    )
    func fixed(chain: String, expected: [String]) throws {
        #expect(try identifiers(#require(ruleset([])[.filter]?[chain]).rules) == expected)
    }

    @Test("Six interfaces are told apart by rules of the known hashes")
    func dispatch() {
        let names = [
            "calif6abb148530", "cali112d888c0c2", "calic5a1f1aa0ed", "cali26cecacb712", "cali9d7310e16e7",
            "cali55f439ddb0e",
        ]
        let chains = DispatchTree(names).chains("cali-from-wl-dispatch", "cali-fw-") { .inInterface($0) }
        #expect(chains.count == 1)
        #expect(
            chains.first.map { identifiers($0.rules) } == [
                "887K6j2m0yTxV8XZ", "-1f18nv9_J5o_MPL", "X28EvX2q55aZM8gM", "CxKCBaJmNdZnWGOY", "ZPC1pWieGIBIr5A7",
                "xDvXvF5yVFq7Y1QJ", "FUqQW1upEuPXcL7s",
            ]
        )
    }

    @Test("Interfaces that begin alike share a branch of the tree")
    func tree() throws {
        let chains = DispatchTree(["calia1", "calia2", "calib1"]).chains("root", "cali-tw-") { .outInterface($0) }
        let texts = chains.map { chain in chain.rules.map { $0.iptablesText(in: chain.name) } }
        try #require(chains.map(\.name) == ["root", "root-a"])
        #expect(texts[0].count == 3)
        #expect(texts[0][0].hasPrefix("-A root -o calia+ "))
        #expect(texts[0][0].hasSuffix(" -g root-a"))
        #expect(texts[0][1].hasSuffix(" -g cali-tw-calib1"))
        #expect(texts[1].map { $0.hasSuffix("-j DROP") } == [false, false, true])
    }

    @Test("No interface at all is no error, and one is no branch")
    func smallTrees() {
        #expect(DispatchTree([]).chains("root", "cali-fw-") { .inInterface($0) }.map(\.rules.count) == [1])
        #expect(DispatchTree(["calia1"]).chains("root", "cali-fw-") { .inInterface($0) }.map(\.rules.count) == [2])
    }

    @Test("Names that are too long for a chain get the known hashes, others stay")
    func names() {
        #expect(
            CalicoName.chain("cali-po-", "kube-system/knp.default.konnectivity-agent") == "cali-po-_rWDSk9LLgWIl_lpnJE2"
        )
        #expect(CalicoName.chain("cali-pri-", "ksa.kube-system.metrics-server") == "cali-pri-_CVSZITRyIpEmH8AB6H")
        #expect(CalicoName.chain("cali-pri-", "kns.kube-system") == "cali-pri-kns.kube-system")
        // sha1sum of "default.test-0".
        #expect(CalicoName.interface(namespace: "default", pod: "test-0") == "cali5c23dda2f65")
        #expect(CalicoName.set("s", "all()").utf8.count == 31)
    }

    @Test("A policy's and a profile's chain have the known hashes")
    func knownChains() {
        let rules = CalicoRule.hashed(
            [
                CalicoRule(
                    action: .setMark(CalicoMark.accept),
                    comment: "Policy kube-system/knp.default.konnectivity-agent egress"
                ), CalicoRule(.markSet(CalicoMark.accept), action: .return),
            ],
            in: "cali-po-_rWDSk9LLgWIl_lpnJE2"
        )
        #expect(identifiers(rules) == ["wRBTHOraY7-PMOXd", "K0NIAoy4j4QR-b6k"])
    }

    @Test("A filtered pod's chain is in Felix's order, the tunnels' rules in its outgoing one")
    func workload() throws {
        let ruleset = try ruleset([.npdMultiport], pods: [Fixture.pod("a", 1)])
        let interface = CalicoName.interface(namespace: "default", pod: "a")
        let incoming = try #require(ruleset[.filter]?["cali-tw-\(interface)"]).rules
        let outgoing = try #require(ruleset[.filter]?["cali-fw-\(interface)"]).rules
        #expect(incoming.count == 3 + 4 + 4 + 1)
        #expect(outgoing.count == 3 + 2 + 4 + 1)
        #expect(incoming.last?.target == .drop)
        #expect(outgoing[3].transport == Negatable(.udp))
        #expect(outgoing[4].transport == Negatable(.ipencap))
        let policy = try #require(ruleset.chain("cali-pi-"))
        #expect(policy.rules.count == 6)
        #expect(policy.rules.map(\.source).filter { $0 != nil }.count == 3)
        #expect(ruleset.sets.isEmpty)
        #expect(!ruleset.chainNames(.filter).contains { $0.hasPrefix("cali-po-") })
    }

    @Test("Excepts are a block of rules that takes its mark away again")
    func excepts() throws {
        let peer = NetworkPolicy.Peer.block(
            IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8),
            except: [IPBlock(.v4(IPv4Address(10, 1, 0, 0)), prefixLength: 16)]
        )
        let chain = try #require(ruleset([Fixture.policy("p", ingress: [.init(peers: [peer])])]).chain("cali-pi-"))
        let lines = chain.rules.map { $0.iptablesText(in: "C") }
        #expect(lines.count == 4)
        #expect(lines[0].hasSuffix("-j MARK --set-xmark 0x40000/0xc0000"))
        #expect(lines[1].hasPrefix("-A C -s 10.1.0.0/16 "))
        #expect(lines[1].hasSuffix("-j MARK --set-xmark 0x0/0x40000"))
        #expect(lines[2].hasPrefix("-A C -s 10.0.0.0/8 "))
        #expect(lines[2].hasSuffix("-m mark --mark 0x40000/0x40000 -j MARK --set-xmark 0x10000/0x10000"))
        #expect(lines[3].hasSuffix("-m mark --mark 0x10000/0x10000 -j RETURN"))
    }

    @Test("More than 15 ports, or names beside numbers, are a block of rules that any may mark")
    func ports() throws {
        var pod = Fixture.pod("a", 1)
        pod.ports = [.init(name: "web", number: 8080)]
        let many = (1...16).map { Fixture.port($0) } + [NetworkPolicy.Port(number: .name("web"))]
        let ruleset = try ruleset([Fixture.policy("p", ingress: [.init(ports: many)])], pods: [pod])
        let lines = try #require(ruleset.chain("cali-pi-")).rules.map { $0.iptablesText(in: "C") }
        #expect(lines.count == 1 + 2 + 1 + 2)
        #expect(lines[1].contains("-m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 -j MARK"))
        #expect(lines[2].contains("-m multiport --dports 16 -j MARK"))
        #expect(lines[3].contains(" dst,dst -j MARK --set-xmark 0x40000/0x40000"))
        let set = try #require(ruleset.sets.first)
        #expect(set.kind == .hashIPPort)
        #expect(set.ipsetSave.hasSuffix(" 10.244.0.1,tcp:8080\n"))
        let name = try self.ruleset(
            [Fixture.policy("p", ingress: [.init(ports: [.init(number: .name("web"))])])],
            pods: [pod]
        )
        #expect(try #require(name.chain("cali-pi-")).rules.count == 2)
    }

    @Test("Peers of equal selectors share a set of the pods they select, and each peer and protocol has a rule")
    func selectors() throws {
        let peer = NetworkPolicy.Peer.pods(
            podSelector: LabelSelector(matchLabels: ["app": "a"]),
            namespaceSelector: nil
        )
        let rule = NetworkPolicy.Rule(peers: [peer, Fixture.block], ports: [Fixture.port(53), Fixture.port(53, .udp)])
        let ruleset = try ruleset([Fixture.policy("p", ingress: [rule]), Fixture.policy("q", ingress: [rule])])
        #expect(ruleset.sets.map(\.kind) == [.hashNet])
        #expect(ruleset.sets.first?.entries == [IPSet.Entry(IPBlock(Fixture.ip(1)))])
        let chains = try #require(ruleset[.filter]).chains.filter { $0.name.hasPrefix("cali-pi-") }
        #expect(chains.map(\.rules.count) == [8, 8])
        #expect(chains[0].rules.map(\.transport).compactMap(\.self) == [.tcp, .udp, .tcp, .udp].map { Negatable($0) })
    }

    @Test("What counts connections are the rules behind the policies, one a policy")
    func accepted() throws {
        let cluster = ClusterModel(
            nodes: [Fixture.node],
            pods: [Fixture.pod("a", 1), Fixture.pod("b", 2)],
            policies: [Fixture.policy("p", ingress: [.init()]), Fixture.policy("q", ingress: [.init()])]
        )
        let rules = try CalicoIptables().acceptRules(for: cluster, on: Fixture.node, toward: [Fixture.ip(2)])
        let ruleset = try CalicoIptables().ruleset(for: cluster, on: Fixture.node)
        #expect(rules.count == 2)
        #expect(rules.allSatisfy { ruleset[$0]?.target == .return })
        var open = cluster
        open.policies = []
        #expect(try CalicoIptables().acceptRules(for: open, on: Fixture.node, toward: [Fixture.ip(2)]).isEmpty)
    }

    @Test("Over a service proxy's rules Felix's stand in front, and its last word behind")
    func installed() throws {
        let programs = NodePrograms(serviceProxy: .kubeProxyIptables110, controller: .calicoIptables, seed: 1)
        let cluster = ClusterModel(nodes: [Fixture.node], pods: [Fixture.pod("a", 1)])
        let forward = try #require(programs.ruleset(for: cluster, on: Fixture.node)[.filter]?["FORWARD"]).rules
        #expect(
            forward.map(\.target) == [
                .jump("cali-FORWARD"), .jump("KUBE-FORWARD"), .accept,
                .mark(MaskedMark(CalicoMark.accept, mask: CalicoMark.accept)),
            ]
        )
    }
}
