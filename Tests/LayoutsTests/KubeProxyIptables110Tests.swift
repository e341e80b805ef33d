import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

@Suite struct KubeProxyIptables110Tests {
    private func ruleset(_ services: [Service]) throws -> Ruleset {
        try KubeProxyIptables110().ruleset(for: ClusterModel(services: services), on: Fixture.node)
    }

    @Test("A Service with two endpoints is captured, marked, balanced and translated")
    func service() throws {
        let rules = try ruleset([Fixture.service("test", 10, endpoints: [2, 3])])
        #expect(
            rules.lines(.nat, "KUBE-SERVICES") == [
                "-A KUBE-SERVICES ! -s 10.244.0.0/16 -d 10.96.0.10/32 -p tcp -m comment --comment "
                    + "\"default/test:http cluster IP\" -m tcp --dport 80 -j KUBE-MARK-MASQ",
                "-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m comment --comment "
                    + "\"default/test:http cluster IP\" -m tcp --dport 80 -j KUBE-SVC-YEZFJYGKNSPCOFP3",
                "-A KUBE-SERVICES -m comment --comment \"kubernetes service nodeports; NOTE: this must be the last rule "
                    + "in this chain\" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
            ]
        )
        #expect(
            rules.lines(.nat, "KUBE-SVC-YEZFJYGKNSPCOFP3") == [
                "-A KUBE-SVC-YEZFJYGKNSPCOFP3 -m comment --comment \"default/test:http\" -m statistic --mode random "
                    + "--probability 0.50000000000 -j KUBE-SEP-OZ3OQDYWWI2ID6AA",
                "-A KUBE-SVC-YEZFJYGKNSPCOFP3 -m comment --comment \"default/test:http\" -j KUBE-SEP-EUTO6YRKKEN6RRAQ",
            ]
        )
        #expect(
            rules.lines(.nat, "KUBE-SEP-EUTO6YRKKEN6RRAQ") == [
                "-A KUBE-SEP-EUTO6YRKKEN6RRAQ -s 10.244.0.3/32 -m comment --comment \"default/test:http\" "
                    + "-j KUBE-MARK-MASQ",
                "-A KUBE-SEP-EUTO6YRKKEN6RRAQ -p tcp -m comment --comment \"default/test:http\" -m tcp "
                    + "-j DNAT --to-destination 10.244.0.3:80",
            ]
        )
    }

    @Test("What does not depend on Services is there without any")
    func frame() throws {
        let rules = try ruleset([])
        #expect(
            rules.iptablesSave() == """
                *filter
                :INPUT ACCEPT [0:0]
                :FORWARD ACCEPT [0:0]
                :OUTPUT ACCEPT [0:0]
                :KUBE-EXTERNAL-SERVICES - [0:0]
                :KUBE-FORWARD - [0:0]
                :KUBE-SERVICES - [0:0]
                -A INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service \
                portals" -j KUBE-EXTERNAL-SERVICES
                -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
                -A OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" \
                -j KUBE-SERVICES
                -A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 \
                -j ACCEPT
                -A KUBE-FORWARD -s 10.244.0.0/16 -m comment --comment "kubernetes forwarding conntrack pod source \
                rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
                -A KUBE-FORWARD -d 10.244.0.0/16 -m comment --comment "kubernetes forwarding conntrack pod \
                destination rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
                COMMIT
                *nat
                :PREROUTING ACCEPT [0:0]
                :INPUT ACCEPT [0:0]
                :OUTPUT ACCEPT [0:0]
                :POSTROUTING ACCEPT [0:0]
                :KUBE-MARK-MASQ - [0:0]
                :KUBE-NODEPORTS - [0:0]
                :KUBE-POSTROUTING - [0:0]
                :KUBE-SERVICES - [0:0]
                -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
                -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
                -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
                -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
                -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -m mark \
                --mark 0x4000/0x4000 -j MASQUERADE
                -A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last \
                rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
                COMMIT

                """
        )
    }

    @Test("nat has 3 + S (2 + 3 E) rules and the 3 jumps of the built-in chains", arguments: [(1, 1), (3, 6), (10, 8)])
    func count(services: Int, endpoints: Int) throws {
        let rules = try ruleset(
            (0..<services).map { service in
                let first = UInt8(service * endpoints)
                return Fixture.service(
                    "svc-\(service)",
                    UInt8(service + 20),
                    endpoints: (0..<endpoints).map { first + UInt8($0) }
                )
            }
        )
        #expect(rules[.nat]?.ruleCount == 3 + 3 + services * (2 + 3 * endpoints))
    }

    @Test("Probabilities are printed with five digits before the kernel rounds them")
    func probabilities() throws {
        let rules = try ruleset([Fixture.service("svc", 20, endpoints: [1, 2, 3])])
        let choice = try #require(rules.chain("KUBE-SVC-"))
        #expect(choice.rules[0].matches.contains(.probability(715_820_724)))
        #expect(choice.rules[1].matches.contains(.probability(1 << 30)))
        #expect(choice.rules[2].matches == [.comment("default/svc:http")])
    }

    @Test("A port without a name keeps its colon, in comments and in hashes")
    func unnamed() throws {
        let rules = try ruleset([Fixture.service("test", 10, portName: "", endpoints: [2])])
        #expect(rules.chainNames(.nat).contains("KUBE-SVC-" + NameHash.of("default/test:tcp")))
        #expect(rules.lines(.nat, "KUBE-SERVICES")[0].contains("\"default/test: cluster IP\""))
    }

    @Test("A port without endpoints is rejected in the filter table, and not known to nat")
    func noEndpoints() throws {
        let rules = try ruleset([Fixture.service("empty", 9, endpoints: [])])
        #expect(
            rules.lines(.filter, "KUBE-SERVICES") == [
                "-A KUBE-SERVICES -d 10.96.0.9/32 -p tcp -m comment --comment \"default/empty:http has no endpoints\" "
                    + "-m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable"
            ]
        )
        #expect(rules[.nat]?.ruleCount == 6)
    }

    @Test("The translating rules of a Service port are found where they are")
    func translation() throws {
        let service = Fixture.service("test", 10, transport: .udp, endpoints: [2, 3])
        let rules = try ruleset([Fixture.service("other", 11, endpoints: [4]), service])
        let references = KubeProxyIptables110().translationRules(of: service, port: service.ports[0])
        #expect(
            references.map { rules[$0]?.target } == [
                .dnat(to: Fixture.address(2), port: 80), .dnat(to: Fixture.address(3), port: 80),
            ]
        )
    }
}
