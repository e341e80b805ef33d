import Addressing
import Cluster
import Policy
import Testing

/// What each deviation does, one at a time, beside the API's answer.
@Suite struct NodeOracleTests {
    private static let node = Node(name: "n1", address: IPv4Address(172, 31, 0, 1))
    private static let outside = IPAddress.v4(IPv4Address(14, 215, 0, 2))

    private static func address(_ octet: UInt8) -> IPAddress { .v4(IPv4Address(10, 244, 0, octet)) }

    private static func pod(_ name: String, _ octet: UInt8, namespace: String = "x", far: Bool = false) -> Pod {
        Pod(
            namespace: namespace,
            name: name,
            labels: ["pod": name],
            ports: [.init(name: "web", number: 80), .init(name: "only-\(name)", number: 81)],
            nodeName: far ? "n2" : "n1",
            hostAddress: far ? IPv4Address(172, 31, 0, 2) : node.address,
            address: IPv4Address(10, 244, 0, octet)
        )
    }

    /// Pods a (1), b (2) and far c (3) in namespace x, d (4) in y.
    private static let pods = [pod("a", 1), pod("b", 2), pod("c", 3, far: true), pod("d", 4, namespace: "y")]

    private func oracle(_ deviations: Set<PolicyDeviation>, _ policies: NetworkPolicy...) -> NodeOracle {
        let cluster = ClusterModel(
            namespaces: [Namespace(name: "x"), Namespace(name: "y")],
            nodes: [Self.node],
            pods: Self.pods,
            policies: policies
        )
        return NodeOracle(of: cluster, on: Self.node, dialect: PolicyDialect(deviations))
    }

    private func policy(
        _ selected: String? = nil,
        types: [NetworkPolicy.Direction] = [.ingress],
        ingress: NetworkPolicy.Rule...,
        egress: NetworkPolicy.Rule...
    ) -> NetworkPolicy {
        NetworkPolicy(
            namespace: "x",
            name: "p",
            podSelector: LabelSelector(matchLabels: selected.map { ["pod": $0] } ?? [:]),
            policyTypes: types,
            ingress: ingress,
            egress: egress
        )
    }

    private func peer(_ name: String) -> NetworkPolicy.Peer {
        .pods(podSelector: LabelSelector(matchLabels: ["pod": name]), namespaceSelector: nil)
    }

    private func block(_ text: String, except: String...) -> NetworkPolicy.Peer {
        let everything = IPBlock(.v4(IPv4Address(0, 0, 0, 0)), prefixLength: 0)
        return .block(IPBlock(text) ?? everything, except: except.compactMap { IPBlock($0) })
    }

    private func admits(_ oracle: NodeOracle, _ from: UInt8, _ to: UInt8, port: UInt16 = 80) -> Bool {
        oracle.admits(from: Self.address(from), to: Self.address(to), port: port)
    }

    @Test("Only the node's own pods are guarded, in both directions; the node and the pod itself come in")
    func locality() {
        let closed = oracle([], policy(types: [.ingress, .egress]))
        #expect(!admits(closed, 4, 1))
        #expect(!admits(closed, 1, 4))
        #expect(admits(closed, 4, 3))
        #expect(admits(closed, 3, 4))
        #expect(admits(closed, 1, 1))
        #expect(closed.admits(from: .v4(IPv4Address(172, 31, 0, 1)), to: Self.address(1), port: 80))
        #expect(!closed.admits(from: .v4(IPv4Address(172, 31, 0, 2)), to: Self.address(1), port: 80))
    }

    @Test("A port's name is looked up at the destination, whoever the peers are")
    func names() {
        let named = NetworkPolicy.Port(number: .name("only-b"))
        let anyone = oracle([], policy("a", types: [.egress], egress: .init(ports: [named])))
        #expect(admits(anyone, 1, 2, port: 81))
        #expect(!admits(anyone, 1, 4, port: 81))
        #expect(!admits(anyone, 1, 2, port: 80))
        let blocks = policy("a", types: [.egress], egress: .init(peers: [block("10.244.0.0/16")], ports: [named]))
        #expect(admits(oracle([], blocks), 1, 2, port: 81))
        #expect(!admits(oracle([.namedEgressIgnoresBlocks], blocks), 1, 2, port: 81))
    }

    @Test("Names in egress rules to anyone: nothing, or the number wherever it goes")
    func namedEgress() {
        let policy = policy("a", types: [.egress], egress: .init(ports: [.init(number: .name("only-b"))]))
        #expect(!admits(oracle([.namedEgressNeedsPeers], policy), 1, 2, port: 81))
        let byNumber = oracle([.namedEgressByNumber], policy)
        #expect(admits(byNumber, 1, 2, port: 81))
        #expect(admits(byNumber, 1, 4, port: 81))
        #expect(!admits(byNumber, 1, 2, port: 80))
    }

    @Test("Names that nobody has: nothing, or every port for pods")
    func unknownNames() {
        let rule = NetworkPolicy.Rule(peers: [peer("a")], ports: [.init(number: .name("unknown"))])
        #expect(!admits(oracle([], policy("b", ingress: rule)), 1, 2))
        let open = oracle([.unknownNamesOpenAllPorts], policy("b", ingress: rule))
        #expect(admits(open, 1, 2, port: 7))
        #expect(!admits(open, 4, 2, port: 7))
    }

    @Test("A policy of both directions lets a packet between two of its pods pass by either rule, if chains are shared")
    func sharedChain() {
        let both = policy(types: [.ingress, .egress], ingress: .init(peers: [peer("a")]))
        #expect(!admits(oracle([], both), 1, 2))
        let shared = oracle([.bothDirectionsShareAChain], both)
        #expect(admits(shared, 1, 2))
        // b is no peer of any rule, and d is none of the policy's pods.
        #expect(!admits(shared, 2, 1))
        #expect(!admits(shared, 1, 4))
    }

    @Test("Where the first chain decides, the source's egress speaks for the destination too")
    func firstChain() {
        let out = policy("a", types: [.egress], egress: .init(peers: [peer("b")]))
        let closed = policy("b")
        #expect(!admits(oracle([], out, closed), 1, 2))
        #expect(admits(oracle([.firstPodChainDecides], out, closed), 1, 2))
        #expect(!admits(oracle([.firstPodChainDecides], closed), 1, 2))
        #expect(!admits(oracle([.firstPodChainDecides], out, closed), 1, 4))
    }

    @Test("Blocks of a rule: each with its own excepts, or one set in one of two ways")
    func blocks() {
        func admitted(_ deviation: PolicyDeviation?, _ peers: NetworkPolicy.Peer...) -> Bool {
            oracle(Set([deviation].compactMap(\.self)), policy("b", ingress: .init(peers: peers)))
                .admits(from: Self.outside, to: Self.address(2), port: 80)
        }
        let holed = block("14.0.0.0/8", except: "14.215.0.0/16")
        for deviation in [nil, PolicyDeviation.blocksShareASet, .exceptsShareASet] {
            #expect(!admitted(deviation, holed))
            #expect(admitted(deviation, block("14.215.0.0/16")))
            #expect(admitted(deviation, block("0.0.0.0/0")))
        }
        // Wider than the except, inside it, and equal to it.
        #expect(admitted(nil, holed, block("14.128.0.0/9")))
        #expect(!admitted(.blocksShareASet, holed, block("14.128.0.0/9")))
        #expect(admitted(.blocksShareASet, holed, block("14.215.0.0/24")))
        #expect(!admitted(.exceptsShareASet, holed, block("14.215.0.0/24")))
        #expect(admitted(.blocksShareASet, holed, block("14.215.0.0/16")))
        #expect(!admitted(.blocksShareASet, block("14.215.0.0/16"), holed))
        #expect(admitted(.ignoresExcept, holed))
    }

    @Test("A finished pod counts where pods are addresses, and a range where endPort counts")
    func addressesAndRanges() {
        let range = policy("b", ingress: .init(ports: [.init(number: .number(80, through: 90))]))
        #expect(admits(oracle([], range), 1, 2, port: 85))
        #expect(!admits(oracle([.ignoresEndPort], range), 1, 2, port: 85))
        var cluster = ClusterModel(namespaces: [Namespace(name: "x")], nodes: [Self.node], pods: Self.pods)
        cluster.pods[0].phase = .succeeded
        cluster.policies = [policy("b", ingress: .init(peers: [peer("a")]))]
        for deviations in [[], [PolicyDeviation.judgesAddresses]] as [Set<PolicyDeviation>] {
            let oracle = NodeOracle(of: cluster, on: Self.node, dialect: PolicyDialect(deviations))
            #expect(admits(oracle, 1, 2) == !deviations.isEmpty)
        }
    }

    @Test(
        "An oracle of IPv6 judges IPv6 addresses by IPv6 blocks, and all of them as two blocks where a controller does"
    )
    func ipv6() throws {
        let six = try (
            #require(IPAddress("fd00::1")), #require(IPAddress("fd00::2")), #require(IPAddress("64:ff9b::1"))
        )
        var pod = Self.pods[1]
        if case .v6(let address) = six.1 { pod.address6 = address }
        func admits(_ source: IPAddress, _ deviations: Set<PolicyDeviation>, _ peers: NetworkPolicy.Peer...) -> Bool {
            let cluster = ClusterModel(
                namespaces: [Namespace(name: "x")],
                nodes: [Self.node],
                pods: [pod],
                policies: [policy("b", ingress: .init(peers: peers))]
            )
            return NodeOracle(of: cluster, on: Self.node, dialect: PolicyDialect(deviations), family: .ipv6)
                .admits(from: source, to: six.1, port: 80)
        }
        #expect(admits(six.0, [], block("fd00::/16")))
        #expect(!admits(six.0, [], block("0.0.0.0/0")))
        #expect(!admits(six.0, [], block("fd00::/16", except: "fd00::/64")))
        for deviations in [[], [PolicyDeviation.everyIPv6InTwoBlocks]] as [Set<PolicyDeviation>] {
            #expect(admits(six.0, deviations, block("::/0")))
            #expect(admits(six.2, deviations, block("::/0")) == deviations.isEmpty)
            #expect(admits(six.2, deviations, block("64:ff9b::/96")))
            #expect(admits(six.2, deviations.union([.blocksShareASet]), block("::/0")) == deviations.isEmpty)
        }
    }

    @Test("Every deviation has a sentence of its own")
    func sentences() {
        #expect(Set(PolicyDeviation.allCases.map(\.summary)).count == PolicyDeviation.allCases.count)
    }
}
