import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What the seven pull requests changed against kube-router 0.2.0; there is no recording of the program.
@Suite struct KubeRouterTKETests {
    private func ruleset(_ policies: [NetworkPolicy], pods: [Pod]? = nil) throws -> Ruleset {
        let cluster = ClusterModel(
            namespaces: [Namespace(name: "default")],
            nodes: [Fixture.node],
            pods: pods ?? [Fixture.pod("a", 1), Fixture.pod("b", 2)],
            policies: policies
        )
        return try KubeRouterTKE(version: "1").ruleset(for: cluster, on: Fixture.node)
    }

    private func pod(_ name: String, _ octet: UInt8, _ ports: [Pod.Port]) -> Pod {
        var pod = Fixture.pod(name, octet)
        pod.ports = ports
        return pod
    }

    private func named(_ name: String) -> NetworkPolicy.Port { NetworkPolicy.Port(number: .name(name)) }

    @Test("The experiment's policy has three rules, as in 0.2.0, with its blocks in sets of known names")
    func experiment() throws {
        let ruleset = try ruleset([.npdMultiport])
        let comment =
            "rule to ACCEPT traffic from specified ipBlocks to dest pods selected by policy name: npd namespace default"
        let sets = ["KUBE-SRC-BMLLIO3VLJ7TVEQG", "KUBE-SRC-K6DB4OA2DT5NCKJA", "KUBE-SRC-EQFEDVSBXVFX7A2E"]
        let chain = "KUBE-NWPLCY-MNB2E6SAWX5LEXO4"
        #expect(
            ruleset.lines(.filter, chain)
                == zip(sets, [9090, 8080, 80]).map { set, port in
                    "-A \(chain) -p tcp -m comment --comment \"\(comment)\" -m set --match-set \(set) src "
                        + "-m set --match-set KUBE-DST-NB4PGYGMHBD24ZLP dst -m tcp --dport \(port) -j ACCEPT"
                }
        )
        #expect(ruleset.ruleCount == 7 * 2 + 3)
        for set in sets {
            #expect(ruleset.ipsetSave.contains("add \(set) 14.215.0.0/16 timeout 0\n"))
            #expect(ruleset.ipsetSave.contains("create \(set) hash:net family inet"))
        }
    }

    @Test("Excepts are nomatch entries, and a block of everything is two halves")
    func excepts() throws {
        let block = NetworkPolicy.Peer.block(
            IPBlock(.v4(IPv4Address(0, 0, 0, 0)), prefixLength: 0),
            except: [IPBlock(.v4(IPv4Address(10, 1, 0, 0)), prefixLength: 16)]
        )
        let set = try ruleset([Fixture.policy("p", ingress: [.init(peers: [block])])]).sets.first {
            $0.kind == .hashNet
        }
        let text = try #require(set).ipsetSave
        let entries = text.split(separator: "\n").dropFirst().map { $0.split(separator: " ").dropFirst(2) }
        #expect(
            entries.map { $0.joined(separator: " ") }
                == ["0.0.0.0/1 timeout 0", "128.0.0.0/1 timeout 0", "10.1.0.0/16 timeout 0 nomatch"]
        )
    }

    @Test("A port's name becomes a rule for each number that selected pods have under it")
    func namedIngress() throws {
        let pods = [
            pod("a", 1, [.init(name: "web", number: 80)]), pod("b", 2, [.init(name: "web", number: 8080)]),
            pod("c", 3, [.init(name: "web", number: 80)]), pod("d", 4, []),
        ]
        let ruleset = try ruleset([Fixture.policy("p", ingress: [.init(ports: [named("web")])])], pods: pods)
        let rules = try #require(ruleset.chain("KUBE-NWPLCY-")).rules
        #expect(rules.count == 2)
        let members = rules.map { rule in
            rule.matches.compactMap { match -> [IPAddress]? in
                guard case .set(let name, [.destination]) = match else { return nil }
                return ruleset.sets.first { $0.name == name.value }?.entries.map(\.block.network)
            }
        }
        #expect(members == [[[Fixture.ip(1), Fixture.ip(3)]], [[Fixture.ip(2)]]])
        let ports = rules.map { $0.matches.last }
        let expected: [UInt16] = [80, 8080]
        #expect(ports == expected.map { .ports(.tcp, source: nil, destination: Negatable(PortRange($0))) })
    }

    @Test("An egress rule to anyone with a port's name gives no rule, which is the published table's one No")
    func namedEgress() throws {
        let pods = [pod("a", 1, [.init(name: "web", number: 80)])]
        let nobody = try ruleset(
            [Fixture.policy("p", types: [.egress], egress: [.init(ports: [named("web")])])],
            pods: pods
        )
        #expect(try #require(nobody.chain("KUBE-NWPLCY-")).rules.isEmpty)
        let peers = NetworkPolicy.Peer.pods(podSelector: LabelSelector(), namespaceSelector: nil)
        let somebody = try ruleset(
            [Fixture.policy("p", types: [.egress], egress: [.init(peers: [peers], ports: [named("web")])])],
            pods: pods
        )
        #expect(try #require(somebody.chain("KUBE-NWPLCY-")).rules.count == 1)
    }

    @Test("Names that no selected pod has open every port to pods, but not to blocks")
    func unknownName() throws {
        let peers = NetworkPolicy.Peer.pods(podSelector: LabelSelector(), namespaceSelector: nil)
        let open = try ruleset([Fixture.policy("p", ingress: [.init(peers: [peers], ports: [named("web")])])])
        let rules = try #require(open.chain("KUBE-NWPLCY-")).rules
        #expect(rules.count == 1)
        #expect(rules.allSatisfy { $0.transport == nil })
        let closed = try ruleset([Fixture.policy("p", ingress: [.init(peers: [Fixture.block], ports: [named("web")])])])
        #expect(try #require(closed.chain("KUBE-NWPLCY-")).rules.isEmpty)
    }

    @Test("matchExpressions count")
    func expressions() throws {
        let selector = LabelSelector(matchExpressions: [.init(key: "app", operator: .exists)])
        let pods = [Fixture.pod("a", 1, labels: ["app": "x"]), Fixture.pod("b", 2)]
        let ruleset = try ruleset([Fixture.policy("p", selector: selector)], pods: pods)
        #expect(ruleset.chainNames(.filter).count { $0.hasPrefix("KUBE-POD-FW-") } == 1)
    }
}
