import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What kube-router 2.11.1 writes for IPv6; there is no recording of it.
@Suite struct KubeRouter211IPv6Tests {
    private static let policies = [
        "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
        "ex5-ingress-cidr-port", "npd-multiport",
    ]
    private let layout = KubeRouter211(version: "1", family: .ipv6)

    private func ruleset(_ policies: NetworkPolicy..., pods: [Pod]) throws -> Ruleset {
        let cluster = ClusterModel(nodes: [Fixture.node.dualStack], pods: pods, policies: policies)
        return try layout.ruleset(for: cluster, on: Fixture.node.dualStack)
    }

    @Test(
        "Whatever the policy, the rules are those of IPv4 with other addresses and names, and three kinds of ICMP more"
    )
    func likeIPv4() throws {
        for policy in Self.policies {
            var cluster = try Fixture.recordedCluster().dualStack
            cluster.policies = try Fixture.policies(policy).map(\.dualStack)
            let node = try cluster.node(named: "node-1")
            let four = try KubeRouter211(version: "1").ruleset(for: cluster, on: node)
            let six = try layout.ruleset(for: cluster, on: node)
            #expect(six.ruleCount == four.ruleCount + 3)
            let (sets4, sets6) = (SetRecording(four.ipsetSave).lines, SetRecording(six.ipsetSave).lines)
            #expect(sets6.map(\.withoutFamily).sorted() == sets4.map(\.withoutFamily).sorted())
            let (rules4, rules6) = (four.iptablesSave(), six.iptablesSave())
            let (plain4, plain6) = (rules4.withoutICMP.withoutFamily, rules6.withoutICMP.withoutFamily)
            #expect(try Recording(plain6).tables == Recording(plain4).tables)
            #expect(!rules6.contains("10.244.") && !six.ipsetSave.contains("10.244."))
        }
    }

    @Test(
        "Chains and sets of the published policy bear the names that the hashes give, sets with the family before them"
    )
    func names() throws {
        let ruleset = try ruleset(.npdMultiport, pods: [Fixture.pod("nginx-0", 1).dualStack])
        #expect(ruleset.chainNames(.filter).contains("KUBE-NWPLCY-LYX6XPZN76KG3X2F"))
        // A pod's chain has the same name in both families.
        #expect(ruleset.chainNames(.filter).contains("KUBE-POD-FW-MZJCV77XYAEZEZRO"))
        #expect(ruleset.sets.map(\.name) == ["inet6:KUBE-DST-A2AT63AHNTDRUFGO"])
        #expect(
            ruleset.ipsetSave == """
                create inet6:KUBE-DST-A2AT63AHNTDRUFGO hash:ip family inet6 hashsize 1024 maxelem 65536 timeout 0
                add inet6:KUBE-DST-A2AT63AHNTDRUFGO fd00::10:244:0:1 timeout 0

                """
        )
        #expect(try #require(ruleset.chain("KUBE-NWPLCY-LYX")).rules.isEmpty, "its blocks are of IPv4")
    }

    @Test("Neighbour discovery always passes, ClusterIPs are those of IPv6, and the refusal is ICMPv6's")
    func fixed() throws {
        let ruleset = try ruleset(pods: [Fixture.pod("a", 1).dualStack])
        let messages = [
            ("echo requests", 128), ("destination unreachable messages", 1), ("time exceeded messages", 3),
            ("neighbor solicitation messages", 135), ("neighbor advertisement messages", 136),
            ("echo reply messages", 129),
        ]
        let expected = messages.map { name, type in
            "-A KUBE-NWPLCY-COMMON -p ipv6-icmp -m comment --comment \"allow icmp \(name)\" "
                + "-m icmp6 --icmpv6-type \(type) -j ACCEPT"
        }
        #expect(Array(ruleset.lines(.filter, "KUBE-NWPLCY-COMMON").dropFirst(2)) == expected)
        #expect(
            ruleset.lines(.filter, "KUBE-ROUTER-INPUT").first
                == "-A KUBE-ROUTER-INPUT -d fd00:10:96::/112 -m comment --comment "
                + #""allow traffic to primary/secondary cluster IP range - SOGYBSEBP4LNTYQW" -j RETURN"#
        )
        let rejections = try #require(ruleset.chain("KUBE-POD-FW-")).rules.compactMap { rule -> String? in
            if case .reject(let answer) = rule.target { answer } else { nil }
        }
        #expect(rejections == ["icmp6-port-unreachable"])
    }

    @Test("Of a rule's blocks those of IPv6 count, all addresses as what is global or local; IPv4 takes the others")
    func blocks() throws {
        let peers = try ["::/0", "10.0.0.0/8", "fd00:1::/32"].map {
            NetworkPolicy.Peer.block(try #require(IPBlock($0)), except: [])
        }
        let policy = Fixture.policy("npd", ingress: [.init(peers: peers)])
        let pods = [Fixture.pod("a", 1).dualStack]
        let six = try ruleset(policy, pods: pods)
        #expect(six.sets.map(\.name) == ["inet6:KUBE-DST-A2AT63AHNTDRUFGO", "inet6:KUBE-SRC-VT5FIODIRLEHGFBN"])
        #expect(six.sets[1].entries.map(\.block.description) == ["2000::/3", "fd00::/8", "fd00:1::/32"])
        let cluster = ClusterModel(nodes: [Fixture.node], pods: pods, policies: [policy])
        let four = try KubeRouter211(version: "1").ruleset(for: cluster, on: Fixture.node)
        #expect(four.sets.map(\.name) == ["KUBE-DST-NTEAC7JCXLABRA4Q", "KUBE-SRC-IMZI4JHBFE4MH3TA"])
        #expect(four.sets[1].entries.map(\.block.description) == ["10.0.0.0/8"])
    }

    @Test("A rule for blocks of the other family alone lets nobody in, and no set is made for it")
    func otherFamily() throws {
        let block = NetworkPolicy.Peer.block(try #require(IPBlock("fd00::/8")), except: [])
        let policy = Fixture.policy("p", ingress: [.init(peers: [block])])
        let cluster = ClusterModel(nodes: [Fixture.node], pods: [Fixture.pod("a", 1)], policies: [policy])
        let four = try KubeRouter211(version: "1").ruleset(for: cluster, on: Fixture.node)
        #expect(four.sets.map(\.name).allSatisfy { $0.hasPrefix("KUBE-DST-") } && four.sets.count == 1)
        let fixed = [FixedChains.common, FixedChains.default, FixedChains.tail]
        let own = four.tables.flatMap(\.chains).filter { $0.name.hasPrefix("KUBE-NWPLCY-") && !fixed.contains($0.name) }
        #expect(own.map(\.rules) == [[]])
    }

    @Test("A pod without an IPv6 address has no chain and is in no set, and a node without one is refused")
    func singleStack() throws {
        let ruleset = try ruleset(.npdMultiport, pods: [Fixture.pod("a", 1), Fixture.pod("b", 2).dualStack])
        #expect(ruleset.chainNames(.filter).count { $0.hasPrefix("KUBE-POD-FW-") } == 1)
        #expect(ruleset.sets[0].entries.map(\.block.description) == ["fd00::10:244:0:2/128"])
        let error = #expect(throws: LayoutError.self) {
            try layout.ruleset(for: ClusterModel(), on: Fixture.node)
        }
        #expect(error?.description.contains("the node has no IPv6 InternalIP address") == true)
    }

    @Test("A pod whose host is known by its IPv6 address alone is a pod of the node")
    func hostAddress() throws {
        var pod = Fixture.pod("a", 1).dualStack
        (pod.hostAddress, pod.address) = (nil, nil)
        #expect(try ruleset(pods: [pod]).chain("KUBE-POD-FW-") != nil)
    }

    @Test("The rules read back as they were written, and a kernel could take them")
    func roundTrip() throws {
        let pods = (1...3).map { Fixture.pod("p\($0)", $0).dualStack }
        let six = try ruleset(NetworkPolicy.npdMultiport.dualStack, pods: pods)
        #expect(try Ruleset(iptablesSave: six.iptablesSave(), ipsetSave: six.ipsetSave) == six)
        try six.validate()
    }

    @Test("Layouts without IPv6 rules say so in one sentence", arguments: Controller.allCases)
    func refusal(controller: Controller) {
        var error: LayoutError?
        do throws(LayoutError) { _ = try controller.layout(seed: 1, family: .ipv6) } catch let refusal {
            error = refusal
        }
        let hasIPv6 = [Controller.kubeRouter211, .kubeRouter211Nft].contains(controller)
        #expect((error == nil) == hasIPv6)
        guard let error else { return }
        #expect(error.kind == .unavailable)
        #expect(error.description.hasPrefix("\(controller.rawValue) has no IPv6 rules: "))
        #expect(error.description.hasSuffix("; choose kube-router-2.11 or kube-router-2.11-nft"))
        #expect((try? controller.layout(seed: 1, family: .ipv4)) != nil)
    }

    @Test(
        "Versions that take every block for an IPv4 one refuse a policy with another",
        arguments: [Controller.kubeRouter020, .kubeRouterTKE]
    )
    func oldVersions(controller: Controller) throws {
        let block = NetworkPolicy.Peer.block(try #require(IPBlock("fd00::/8")), except: [])
        let policy = Fixture.policy("p", types: [.egress], egress: [.init(peers: [block])])
        let cluster = ClusterModel(nodes: [Fixture.node], pods: [Fixture.pod("a", 1)], policies: [policy])
        let error = #expect(throws: LayoutError.self) {
            try controller.layout(seed: 1).ruleset(for: cluster, on: Fixture.node)
        }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("policy default/p because its ipBlock fd00::/8 is IPv6") == true)
    }

    @Test("Calico leaves a rule for an IPv6 block out, and keeps the others")
    func calico() throws {
        let six = NetworkPolicy.Peer.block(try #require(IPBlock("fd00::/8")), except: [])
        func chain(_ peers: NetworkPolicy.Peer...) throws -> Chain? {
            let policy = Fixture.policy("p", ingress: [.init(peers: peers)])
            let cluster = ClusterModel(nodes: [Fixture.node], pods: [Fixture.pod("a", 1)], policies: [policy])
            return try CalicoIptables().ruleset(for: cluster, on: Fixture.node).chain("cali-pi-")
        }
        #expect(try chain(six, Fixture.block) == chain(Fixture.block))
        #expect(try chain(six)?.rules.contains { $0.target == .return } == false)
    }
}

extension String {
    /// The text without what differs by family: addresses, hashed names of sets and rules, what ICMP and sets are called.
    fileprivate var withoutFamily: String {
        replacing(/fd00::(\d+):(\d+):(\d+):(\d+)/) { "\($0.1).\($0.2).\($0.3).\($0.4)" }
            .replacing("/128", with: "/32").replacing("/96", with: "/16")
            .replacing(/fd00:10:96::\/112|10\.96\.0\.0\/12/, with: "SERVICES")
            .replacing("inet6:", with: "").replacing("family inet6", with: "family inet")
            .replacing(/(KUBE-DST|KUBE-SRC)-[A-Z2-7]{16}/) { "\($0.1)" }
            .replacing(/\ - [A-Z2-7]{16}/, with: "")
            .replacing("icmp6-port", with: "icmp-port")
    }

    /// The text without the rules for ICMP messages.
    fileprivate var withoutICMP: String {
        split(separator: "\n").filter { line in !line.contains(/-p (ipv6-)?icmp\ /) }.joined(separator: "\n")
    }
}
