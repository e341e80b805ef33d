import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// The contents of a policy's chain, case by case (`npc_nftables.go` and `policy.go` at v2.11.1).
@Suite struct KubeRouter211NftPolicyTests {
    private static let dst = "ip daddr @KUBE-DST-" + NameHash.of("default" + "p" + "IPv4")
    private static let src = "ip saddr @KUBE-SRC-" + NameHash.of("default" + "p" + "IPv4")
    private static let allow = "counter packets 0 bytes 0 meta mark set meta mark | 0x00010000 return"
    private static let block = IPBlock(.v4(IPv4Address(14, 215, 0, 0)), prefixLength: 16)
    private static let hole = IPBlock(.v4(IPv4Address(14, 215, 1, 0)), prefixLength: 24)

    private static let pods: [Pod] = {
        var pods = [
            Fixture.pod("a", 2, labels: ["app": "a"]), Fixture.pod("b", 3, labels: ["app": "b"]),
            Fixture.pod("c", 5, labels: ["app": "a"]),
            Fixture.pod("far", 4, namespace: "x", labels: ["app": "a"], on: Fixture.farNode),
        ]
        pods[0].ports = [.init(name: "web", number: 80), .init(name: "dns", number: 53, transport: .udp)]
        pods[1].ports = [.init(name: "web", number: 8080), .init(number: 9)]
        pods[2].ports = [.init(name: "web", number: 80), .init(name: "dns", number: 53)]
        pods[3].ports = [.init(name: "web", number: 1)]
        return pods
    }()

    private static let podsOfA = NetworkPolicy.Peer.pods(
        podSelector: LabelSelector(matchLabels: ["app": "a"]),
        namespaceSelector: nil
    )

    private static func named(_ name: String, _ transport: ServiceProtocol = .tcp) -> NetworkPolicy.Port {
        NetworkPolicy.Port(transport: transport, number: .name(name))
    }

    private static func set(_ prefix: String, _ suffix: String) -> String {
        "KUBE-\(prefix)-" + NameHash.of("default" + "p" + suffix)
    }

    private func ruleset(_ direction: NetworkPolicy.Direction, _ rules: [NetworkPolicy.Rule]?) throws -> Ruleset {
        let policy = Fixture.policy(
            "p",
            types: [direction],
            ingress: direction == .ingress ? rules : nil,
            egress: direction == .egress ? rules : nil
        )
        let cluster = ClusterModel(
            namespaces: [Namespace(name: "default"), Namespace(name: "x", labels: ["team": "x"])],
            pods: KubeRouter211NftPolicyTests.pods,
            policies: [policy]
        )
        return try KubeRouter211Nft(version: "1").ruleset(for: cluster, on: Fixture.node)
    }

    private func lines(_ ruleset: Ruleset) -> [String] {
        ruleset.nftLines("KUBE-NWPLCY-" + NameHash.of("default" + "p" + "1" + "IPv4"))
    }

    /// The rules of a policy with one rule.
    private func lines(_ direction: NetworkPolicy.Direction, _ rule: NetworkPolicy.Rule) throws -> [String] {
        lines(try ruleset(direction, [rule]))
    }

    private func sets(_ ruleset: Ruleset) -> [String] {
        ruleset.nftables[0].sets.map(\.name).filter { $0.hasPrefix("KUBE-") }
    }

    @Test(
        "A direction without rules leaves the chain empty; its target set is there",
        arguments: [nil, []] as [[NetworkPolicy.Rule]?]
    )
    func empty(rules: [NetworkPolicy.Rule]?) throws {
        for direction in NetworkPolicy.Direction.allCases {
            let ruleset = try ruleset(direction, rules)
            #expect(lines(ruleset).isEmpty)
            let prefix = direction == .ingress ? "DST" : "SRC"
            #expect(sets(ruleset) == [Self.set(prefix, "IPv4")])
            #expect(ruleset.nftElements(Self.set(prefix, "IPv4")) == ["10.244.0.2", "10.244.0.3", "10.244.0.5"])
        }
    }

    @Test("Rules of a direction that the policy does not have are not written")
    func otherDirection() throws {
        let policy = Fixture.policy("p", types: [.ingress], ingress: [], egress: [.init()])
        let cluster = ClusterModel(pods: Self.pods, policies: [policy])
        let ruleset = try KubeRouter211Nft(version: "1").ruleset(for: cluster, on: Fixture.node)
        #expect(lines(ruleset).isEmpty)
        #expect(sets(ruleset) == [Self.set("DST", "IPv4")])
    }

    @Test("Pods as peers become one set, each pod once, and one rule a port")
    func podsWithPorts() throws {
        let ports = [
            Fixture.port(80), Fixture.port(53, .udp), .init(transport: .sctp, number: nil),
            .init(number: .number(80, through: 90)), .init(number: .number(80, through: 70)),
        ]
        let ruleset = try ruleset(.ingress, [.init(peers: [Self.podsOfA, Self.podsOfA], ports: ports)])
        let peers = Self.set("SRC", "ingressrule0IPv4pod")
        let matches = ["tcp dport 80", "udp dport 53", "meta l4proto sctp", "tcp dport 80-90", "tcp dport 80"]
        #expect(
            lines(ruleset)
                == matches.map {
                    "ip saddr @\(peers) \(Self.dst) \($0) \(Self.allow) comment \"default/p ingress pods\""
                }
        )
        #expect(ruleset.nftElements(peers) == ["10.244.0.2", "10.244.0.5"])
    }

    @Test("Egress mirrors ingress: the targets are sources, the peers destinations")
    func egressPods() throws {
        let team = LabelSelector(matchLabels: ["team": "x"])
        let peer = NetworkPolicy.Peer.pods(podSelector: nil, namespaceSelector: team)
        let ruleset = try ruleset(.egress, [.init(), .init(peers: [peer])])
        let peers = Self.set("DST", "egressrule1IPv4pod")
        #expect(
            lines(ruleset) == [
                "\(Self.src) \(Self.allow) comment \"default/p egress any\"",
                "\(Self.src) ip daddr @\(peers) \(Self.allow) comment \"default/p egress pods\"",
            ]
        )
        #expect(ruleset.nftElements(peers) == ["10.244.0.4"])
    }

    @Test("Peers that select no pod give no rule and no set")
    func noPods() throws {
        let unknown = LabelSelector(matchLabels: ["app": "z"])
        let nobody = NetworkPolicy.Peer.pods(podSelector: unknown, namespaceSelector: nil)
        let ruleset = try ruleset(.ingress, [.init(peers: [nobody], ports: [Fixture.port(80)])])
        #expect(lines(ruleset).isEmpty)
        #expect(sets(ruleset).count == 1)
    }

    @Test("Anyone, on any port or on some")
    func anyone() throws {
        let all = try lines(.ingress, .init())
        #expect(all == ["\(Self.dst) \(Self.allow) comment \"default/p ingress any\""])
        let some = try lines(.ingress, .init(ports: [Fixture.port(80)]))
        #expect(some == ["\(Self.dst) tcp dport 80 \(Self.allow) comment \"default/p ingress any\""])
    }

    @Test("A name at ingress means what it means at the target pods: one rule and one set a number")
    func namedIngress() throws {
        let ports = [Self.named("web"), Fixture.port(7), Self.named("dns", .udp)]
        let ruleset = try ruleset(.ingress, [.init(ports: ports)])
        let sets = (0...2).map { Self.set("DST", "ingressrule0\($0)IPv4namedport") }
        let named = ["tcp dport 80", "tcp dport 8080", "udp dport 53"]
        #expect(
            lines(ruleset) == ["\(Self.dst) tcp dport 7 \(Self.allow) comment \"default/p ingress any\""]
                + zip(sets, named).map { "ip daddr @\($0) \($1) \(Self.allow) comment \"default/p ingress any np\"" }
        )
        #expect(sets.map(ruleset.nftElements) == [["10.244.0.2", "10.244.0.5"], ["10.244.0.3"], ["10.244.0.2"]])
    }

    @Test("A rule's pods and blocks share the sets of its names")
    func namedForBoth() throws {
        let ruleset = try ruleset(
            .ingress,
            [.init(peers: [Self.podsOfA, .block(Self.block, except: [])], ports: [Self.named("dns", .udp)])]
        )
        let name = Self.set("DST", "ingressrule00IPv4namedport")
        let peers = Self.set("SRC", "ingressrule0IPv4pod")
        let blocks = Self.set("SRC", "ingressrule0IPv4ipblock")
        let rest = "ip daddr @\(name) udp dport 53 \(Self.allow) comment"
        #expect(
            lines(ruleset) == [
                "ip saddr @\(peers) \(rest) \"default/p ingress pods np\"",
                "ip saddr @\(blocks) \(rest) \"default/p ingress cidr np\"",
            ]
        )
        #expect(sets(ruleset) == [Self.set("DST", "IPv4"), peers, name, blocks])
    }

    @Test("A name at egress means what it means at the peers")
    func namedEgress() throws {
        let ruleset = try ruleset(.egress, [.init(peers: [Self.podsOfA], ports: [Self.named("web")])])
        let name = Self.set("DST", "egressrule00IPv4namedport")
        #expect(
            lines(ruleset) == [
                "\(Self.src) ip daddr @\(name) tcp dport 80 \(Self.allow) comment \"default/p egress pods np\""
            ]
        )
        #expect(ruleset.nftElements(name) == ["10.244.0.2", "10.244.0.5"])
    }

    @Test("A name at egress to anyone is its numbers at the pods of the namespace, whoever has them")
    func namedEgressAnyone() throws {
        let ruleset = try ruleset(.egress, [.init(ports: [Self.named("web")])])
        #expect(
            lines(ruleset)
                == [80, 8080].map {
                    "\(Self.src) tcp dport \($0) \(Self.allow) comment \"default/p egress any np\""
                }
        )
        #expect(sets(ruleset) == [Self.set("SRC", "IPv4")])
    }

    @Test("A name at egress to a block gives no rule")
    func namedEgressBlock() throws {
        let rule = NetworkPolicy.Rule(peers: [.block(Self.block, except: [])], ports: [Self.named("web")])
        #expect(try lines(.egress, rule).isEmpty)
    }

    @Test("A name that no pod has gives no rule, but for pods as peers one without a port")
    func unknownName() throws {
        #expect(try lines(.ingress, .init(ports: [Self.named("none")])).isEmpty)
        #expect(try lines(.ingress, .init(ports: [Self.named("dns", .sctp)])).isEmpty)
        let rule = NetworkPolicy.Rule(peers: [Self.podsOfA], ports: [Self.named("none")])
        let peers = Self.set("SRC", "ingressrule0IPv4pod")
        let portless = "ip saddr @\(peers) \(Self.dst) \(Self.allow) comment \"default/p ingress pods\""
        #expect(try lines(.ingress, rule) == [portless])
    }

    @Test("Blocks of a rule become one interval set")
    func blocks() throws {
        let other = IPBlock(.v4(IPv4Address(10, 9, 8, 7)))
        let peers = [Self.block, other, Self.block].map { NetworkPolicy.Peer.block($0, except: []) }
        let ruleset = try ruleset(.egress, [.init(peers: peers, ports: [Fixture.port(80)]), .init(peers: peers)])
        let names = (0...1).map { Self.set("DST", "egressrule\($0)IPv4ipblock") }
        #expect(
            lines(ruleset)
                == zip(names, [" tcp dport 80", ""]).map {
                    "\(Self.src) ip daddr @\($0)\($1) \(Self.allow) comment \"default/p egress cidr\""
                }
        )
        #expect(ruleset.nftElements(names[0]) == ["14.215.0.0/16", "10.9.8.7"])
        #expect(ruleset.nftables[0].sets.filter { names.contains($0.name) }.allSatisfy { $0.holdsIntervals })
    }

    @Test("The block of every address is split, and so is such an except")
    func everyAddress() throws {
        let all = IPBlock(.v4(IPv4Address(0, 0, 0, 0)), prefixLength: 0)
        let ruleset = try ruleset(.ingress, [.init(peers: [.block(all, except: [all])])])
        for suffix in ["ipblock", "ipblockexcept"] {
            let name = Self.set("SRC", "ingressrule0IPv4\(suffix)")
            #expect(ruleset.nftElements(name) == ["0.0.0.0/1", "128.0.0.0/1"])
        }
    }

    @Test(
        "Excepts go in a set of their own, and the rule in a chain that asks it first",
        arguments: NetworkPolicy.Direction.allCases
    )
    func excepts(direction: NetworkPolicy.Direction) throws {
        let isIngress = direction == .ingress
        let word = direction.rawValue.lowercased()
        let peer = NetworkPolicy.Peer.block(Self.block, except: [Self.hole])
        let ruleset = try ruleset(
            direction,
            [.init(peers: [peer], ports: [Fixture.port(80)]), .init(ports: [Fixture.port(81)])]
        )
        let prefix = isIngress ? "SRC" : "DST"
        let blocks = Self.set(prefix, "\(word)rule0IPv4ipblock")
        let excepts = Self.set(prefix, "\(word)rule0IPv4ipblockexcept")
        let chain = Self.set("NWPLCY", "\(word)rule0IPv4ipblockchain")
        let target = isIngress ? Self.dst : Self.src
        #expect(
            lines(ruleset) == [
                "counter packets 0 bytes 0 jump \(chain) comment \"default/p ipblock\"",
                "\(target) tcp dport 81 \(Self.allow) comment \"default/p \(word) any\"",
            ]
        )
        let end = isIngress ? "saddr" : "daddr"
        let ends = isIngress ? "ip saddr @\(blocks) \(Self.dst)" : "\(Self.src) ip daddr @\(blocks)"
        let kind = isIngress ? "src" : "dst"
        #expect(
            ruleset.nftLines(chain) == [
                "ip \(end) @\(excepts) counter packets 0 bytes 0 return comment \"default/p except-\(kind)\"",
                "\(ends) tcp dport 80 \(Self.allow) comment \"default/p \(word) cidr\"",
            ]
        )
        #expect(ruleset.nftables[0][chain]?.comment == nil)
        #expect(ruleset.nftElements(excepts) == ["14.215.1.0/24"])
        #expect(ruleset.nftElements(blocks) == ["14.215.0.0/16"])
    }

    @Test("Inside a rule pods stand before blocks, and rules in their order")
    func order() throws {
        let ruleset = try ruleset(
            .ingress,
            [.init(peers: [.block(Self.block, except: []), Self.podsOfA]), .init(ports: [Fixture.port(80)])]
        )
        let kinds = lines(ruleset).compactMap { $0.split(separator: "\"").last.map(String.init) }
        #expect(kinds == ["default/p ingress pods", "default/p ingress cidr", "default/p ingress any"])
    }
}
