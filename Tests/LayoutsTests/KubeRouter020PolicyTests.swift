import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// The contents of a policy's chain, case by case (network_policy_controller.go at v0.2.0).
@Suite struct KubeRouter020PolicyTests {
    private static let dst = "KUBE-DST-" + NameHash.of("default" + "p")
    private static let src = "KUBE-SRC-" + NameHash.of("default" + "p")
    private static let pods = [
        Fixture.pod("a", 2, labels: ["app": "a"]),
        Fixture.pod("b", 3, labels: ["app": "b"]),
        Fixture.pod("far", 4, namespace: "x", labels: ["app": "a"], on: Fixture.farNode),
    ]
    private static let podsOfA = NetworkPolicy.Peer.pods(
        podSelector: LabelSelector(matchLabels: ["app": "a"]),
        namespaceSelector: nil
    )

    /// The rules of the policy's chain, without their `-A CHAIN`, and its sets.
    private func program(
        _ direction: NetworkPolicy.Direction,
        _ rules: [NetworkPolicy.Rule]?
    ) throws -> (rules: [String], sets: [IPSet]) {
        let policy = Fixture.policy(
            "p",
            types: [direction],
            ingress: direction == .ingress ? rules : nil,
            egress: direction == .egress ? rules : nil
        )
        let cluster = ClusterModel(
            namespaces: [Namespace(name: "default"), Namespace(name: "x", labels: ["team": "x"])],
            pods: KubeRouter020PolicyTests.pods,
            policies: [policy]
        )
        let ruleset = try KubeRouter020(version: "1").ruleset(for: cluster, on: Fixture.node)
        let chain = "KUBE-NWPLCY-" + NameHash.of("default" + "p" + "1")
        return (ruleset.lines(.filter, chain).map { String($0.dropFirst("-A \(chain) ".count)) }, ruleset.sets)
    }

    @Test(
        "A direction without rules, or absent, leaves the chain empty",
        arguments: [nil, []] as [[NetworkPolicy.Rule]?]
    )
    func empty(rules: [NetworkPolicy.Rule]?) throws {
        #expect(try program(.ingress, rules).rules.isEmpty)
        #expect(try program(.egress, rules).rules.isEmpty)
    }

    @Test("Pods as peers become one set and one rule a port")
    func podsWithPorts() throws {
        let rule = NetworkPolicy.Rule(
            peers: [KubeRouter020PolicyTests.podsOfA],
            ports: [Fixture.port(80), Fixture.port(53, .udp)]
        )
        let peers = "KUBE-SRC-" + NameHash.of("defaultpingressrule0")
        let comment =
            "-m comment --comment \"rule to ACCEPT traffic from source pods to dest pods selected by policy name p "
            + "namespace default\""
        let sets = "-m set --match-set \(peers) src -m set --match-set \(KubeRouter020PolicyTests.dst) dst"
        let ingress = try program(.ingress, [rule])
        #expect(
            ingress.rules == [
                "-p tcp \(comment) \(sets) -m tcp --dport 80 -j ACCEPT",
                "-p udp \(comment) \(sets) -m udp --dport 53 -j ACCEPT",
            ]
        )
        #expect(ingress.sets.map(\.name) == [KubeRouter020PolicyTests.dst, KubeRouter020PolicyTests.src, peers])
        #expect(
            ingress.sets[2]
                == IPSet(
                    name: peers,
                    kind: .hashIP,
                    timeout: 0,
                    entries: [
                        IPSet.Entry(IPBlock(Fixture.ip(2)))
                    ]
                )
        )
    }

    @Test("Egress mirrors ingress: the targets are sources, the peers destinations")
    func egress() throws {
        let rule = NetworkPolicy.Rule(peers: [KubeRouter020PolicyTests.podsOfA, Fixture.block])
        let peers = "KUBE-DST-" + NameHash.of("defaultpegressrule0")
        let targets = "-m set --match-set \(KubeRouter020PolicyTests.src) src"
        #expect(
            try program(.egress, [rule]).rules == [
                "-m comment --comment \"rule to ACCEPT traffic from source pods to dest pods selected by policy name p "
                    + "namespace default\" \(targets) -m set --match-set \(peers) dst -j ACCEPT",
                "-d 14.215.0.0/16 -m comment --comment \"rule to ACCEPT traffic from source pods to dest pods selected "
                    + "by policy name: p namespace default\" \(targets) -j ACCEPT",
            ]
        )
    }

    @Test("No peers mean anyone, on the ports given or on all")
    func anyone() throws {
        let comment =
            "-m comment --comment \"rule to ACCEPT traffic from source pods to dest pods selected by policy name: p "
            + "namespace default\" -m set --match-set \(KubeRouter020PolicyTests.dst) dst"
        #expect(
            try program(.ingress, [NetworkPolicy.Rule(ports: [Fixture.port(7, .sctp)]), NetworkPolicy.Rule()]).rules
                == [
                    "-p sctp \(comment) -m sctp --dport 7 -j ACCEPT", "\(comment) -j ACCEPT",
                ]
        )
    }

    @Test("Each block and port has a rule of its own, and except is ignored")
    func blocks() throws {
        let excepting = NetworkPolicy.Peer.block(
            IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8),
            except: [IPBlock(.v4(IPv4Address(10, 1, 0, 0)), prefixLength: 16)]
        )
        let rules = try program(
            .ingress,
            [NetworkPolicy.Rule(peers: [Fixture.block, excepting], ports: [Fixture.port(1), Fixture.port(2)])]
        ).rules
        #expect(
            rules.map { $0.prefix { $0 != "m" } } == [
                "-s 14.215.0.0/16 -p tcp -", "-s 14.215.0.0/16 -p tcp -", "-s 10.0.0.0/8 -p tcp -",
                "-s 10.0.0.0/8 -p tcp -",
            ]
        )
        #expect(
            rules.map { $0.suffix(20) } == [
                "tcp --dport 1 -j ACCEPT".suffix(20), "tcp --dport 2 -j ACCEPT".suffix(20),
                "tcp --dport 1 -j ACCEPT".suffix(20), "tcp --dport 2 -j ACCEPT".suffix(20),
            ]
        )
        #expect(rules.allSatisfy { $0.contains("from specified CIDR\\'s to dest pods selected by policy name: p") })
    }

    @Test("A block of all addresses is no match at all, as the kernel keeps it")
    func wholeInternet() throws {
        let all = NetworkPolicy.Peer.block(IPBlock(.v4(IPv4Address(0, 0, 0, 0)), prefixLength: 0), except: [])
        let rules = try program(.ingress, [NetworkPolicy.Rule(peers: [all])]).rules
        #expect(rules.count == 1)
        #expect(rules[0].hasPrefix("-m comment"))
    }

    @Test("Peers select by matchLabels alone, in their namespaces")
    func namespaceSelector() throws {
        let expression = LabelSelector.Requirement(key: "app", operator: .doesNotExist)
        let peer = NetworkPolicy.Peer.pods(
            podSelector: LabelSelector(matchExpressions: [expression]),
            namespaceSelector: LabelSelector(matchLabels: ["team": "x"])
        )
        #expect(
            try program(.ingress, [NetworkPolicy.Rule(peers: [peer])]).sets.last?.entries.map(\.block.network) == [
                Fixture.ip(4)
            ]
        )
    }

    @Test("Peers that select nobody get neither set nor rule")
    func nobody() throws {
        let peer = NetworkPolicy.Peer.pods(
            podSelector: LabelSelector(matchLabels: ["app": "none"]),
            namespaceSelector: nil
        )
        let ingress = try program(.ingress, [NetworkPolicy.Rule(peers: [peer], ports: [Fixture.port(80)])])
        #expect(ingress.rules.isEmpty)
        #expect(ingress.sets.count == 2)
    }

    @Test("Peers that overlap collapse in their set, and equal rules are written once")
    func duplicates() throws {
        let everybody = NetworkPolicy.Peer.pods(podSelector: LabelSelector(), namespaceSelector: nil)
        let rule = NetworkPolicy.Rule(
            peers: [everybody, KubeRouter020PolicyTests.podsOfA],
            ports: [Fixture.port(80), Fixture.port(80)]
        )
        let ingress = try program(.ingress, [rule])
        #expect(ingress.rules.count == 1)
        #expect(ingress.sets.last?.entries.map(\.block.network) == [Fixture.ip(2), Fixture.ip(3)])
    }

    @Test("endPort is ignored")
    func endPort() throws {
        let range = NetworkPolicy.Port(number: .number(80, through: 90))
        #expect(try program(.ingress, [NetworkPolicy.Rule(ports: [range])]).rules[0].contains("--dport 80 "))
    }

    @Test("A named port is refused, and the sentence names policy and port")
    func namedPort() {
        let named = NetworkPolicy.Port(number: .name("serve-80"))
        let error = #expect(throws: LayoutError.self) { try program(.ingress, [NetworkPolicy.Rule(ports: [named])]) }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("policy default/p because its port 'serve-80'") == true)
        #expect(error?.description.contains("no named ports") == true)
    }

    @Test("A port without a number is refused, and the sentence names the policy")
    func protocolOnly() {
        let udp = NetworkPolicy.Port(transport: .udp, number: nil)
        let error = #expect(throws: LayoutError.self) { try program(.egress, [NetworkPolicy.Rule(ports: [udp])]) }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("policy default/p because a UDP port of it has no number") == true)
    }

    @Test("A set that its addresses do not fit in stays empty")
    func overflow() {
        let addresses = (0...65536).map { IPAddress.v4(IPv4Address(value: 0x0A00_0000 + $0)) }
        #expect(EnforcedPolicy.set("S", of: addresses).entries.isEmpty)
        #expect(EnforcedPolicy.set("S", of: addresses.dropLast()).entries.count == 65536)
    }
}
