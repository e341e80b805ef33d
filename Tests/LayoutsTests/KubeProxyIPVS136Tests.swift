import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What kube-proxy writes in IPVS mode, by hand from kubernetes `pkg/proxy/ipvs` at about v1.33: no kernel at hand would take it
/// and give a recording.
@Suite struct KubeProxyIPVS136Tests {
    private static let served = Service(
        namespace: "default",
        name: "test",
        clusterIP: IPv4Address(10, 96, 0, 10),
        ports: [
            Service.Port(
                name: "http",
                number: 80,
                targetPort: "8080",
                endpoints: [
                    Service.Endpoint(address: Fixture.address(10), port: 8080, nodeName: "node-2"),
                    Service.Endpoint(address: Fixture.address(9), port: 8080, nodeName: "node-1"),
                    Service.Endpoint(address: Fixture.address(9), port: 8080, nodeName: "node-1"),
                ]
            ),
            Service.Port(
                name: "dns",
                number: 53,
                transport: .udp,
                targetPort: "53",
                endpoints: [Service.Endpoint(address: Fixture.address(9), port: 53, nodeName: "node-1")]
            ),
        ]
    )
    private static let services = [
        served, Fixture.service("signal", 9, transport: .sctp, endpoints: [5]),
        Fixture.service("empty", 11, endpoints: []),
    ]

    private func ruleset(_ services: [Service] = KubeProxyIPVS136Tests.services) throws -> Ruleset {
        try ServiceProxy.kubeProxyIPVS136.layout.ruleset(for: ClusterModel(services: services), on: Fixture.node)
    }

    /// After `syncService` and `syncEndpoint`, proxier.go.
    ///
    /// Every port, with or without endpoints, the scheduler `rr`, weight 1; the
    /// forwarding method is masquerading (`toIPVSDestination` of util/ipvs_linux.go leaves the default). The text and its order
    /// are ipvsadm's (`print_service_entry`, ipvsadm.c; `ipvs_cmp_services`, libipvs.c).
    @Test("Virtual servers are listed as ipvsadm-save does, by protocol, address and port")
    func virtualServers() throws {
        #expect(
            try ruleset().ipvsSave == """
                -A -t 10.96.0.10:80 -s rr
                -a -t 10.96.0.10:80 -r 10.244.0.9:8080 -m -w 1
                -a -t 10.96.0.10:80 -r 10.244.0.10:8080 -m -w 1
                -A -t 10.96.0.11:80 -s rr
                -A -u 10.96.0.10:53 -s rr
                -a -u 10.96.0.10:53 -r 10.244.0.9:53 -m -w 1
                -A --sctp-service 10.96.0.9:80 -s rr
                -a --sctp-service 10.96.0.9:80 -r 10.244.0.5:80 -m -w 1

                """
        )
    }

    /// After `ipsetInfo`, proxier.go, for names, types and order; `createSet`, ipset/ipset.go, for the options; `syncProxyRules` for
    /// the entries: every ClusterIP port, the hairpins of local endpoints, and the addresses bound to kube-ipvs0.
    @Test("Sets are all there, those of what is not modelled empty")
    func sets() throws {
        let hash = "family inet hashsize 1024 maxelem 65536"
        #expect(
            try ruleset().ipsetSave == """
                create KUBE-LOOP-BACK hash:ip,port,ip \(hash)
                add KUBE-LOOP-BACK 10.244.0.9,tcp:8080,10.244.0.9
                add KUBE-LOOP-BACK 10.244.0.9,udp:53,10.244.0.9
                create KUBE-CLUSTER-IP hash:ip,port \(hash)
                add KUBE-CLUSTER-IP 10.96.0.10,tcp:80
                add KUBE-CLUSTER-IP 10.96.0.10,udp:53
                add KUBE-CLUSTER-IP 10.96.0.9,sctp:80
                add KUBE-CLUSTER-IP 10.96.0.11,tcp:80
                create KUBE-EXTERNAL-IP hash:ip,port \(hash)
                create KUBE-EXTERNAL-IP-LOCAL hash:ip,port \(hash)
                create KUBE-LOAD-BALANCER hash:ip,port \(hash)
                create KUBE-LOAD-BALANCER-FW hash:ip,port \(hash)
                create KUBE-LOAD-BALANCER-LOCAL hash:ip,port \(hash)
                create KUBE-LOAD-BALANCER-SOURCE-IP hash:ip,port,ip \(hash)
                create KUBE-LOAD-BALANCER-SOURCE-CIDR hash:ip,port,net \(hash)
                create KUBE-NODE-PORT-TCP bitmap:port range 0-65535
                create KUBE-NODE-PORT-LOCAL-TCP bitmap:port range 0-65535
                create KUBE-NODE-PORT-UDP bitmap:port range 0-65535
                create KUBE-NODE-PORT-LOCAL-UDP bitmap:port range 0-65535
                create KUBE-NODE-PORT-SCTP-HASH hash:ip,port \(hash)
                create KUBE-NODE-PORT-LOCAL-SCTP-HASH hash:ip,port \(hash)
                create KUBE-HEALTH-CHECK-NODE-PORT bitmap:port range 0-65535
                create KUBE-IPVS-IPS hash:ip \(hash)
                add KUBE-IPVS-IPS 10.96.0.10
                add KUBE-IPVS-IPS 10.96.0.9
                add KUBE-IPVS-IPS 10.96.0.11

                """
        )
    }

    /// `writeIptablesRules` and `acceptIPVSTraffic`, proxier.go, in the order of their calls for each chain.
    @Test("The nat table marks and masquerades by sets, and translates nothing")
    func nat() throws {
        let rules = try ruleset()
        #expect(
            rules.lines(.nat, "KUBE-SERVICES") == [
                "-A KUBE-SERVICES -s 127.0.0.0/8 -j RETURN",
                "-A KUBE-SERVICES ! -s 10.244.0.0/16 -m comment --comment "
                    + "\"Kubernetes service cluster ip + port for masquerade purpose\" "
                    + "-m set --match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ",
                "-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODE-PORT",
                "-A KUBE-SERVICES -m set --match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT",
            ]
        )
        #expect(
            rules.lines(.nat, "KUBE-POSTROUTING") == [
                "-A KUBE-POSTROUTING -m comment --comment "
                    + "\"Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose\" "
                    + "-m set --match-set KUBE-LOOP-BACK dst,dst,src -j MASQUERADE",
                "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
                "-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0",
                "-A KUBE-POSTROUTING -m comment --comment \"kubernetes service traffic requiring SNAT\" "
                    + "-j MASQUERADE --random-fully",
            ]
        )
        #expect(rules.lines(.nat, "KUBE-LOAD-BALANCER") == ["-A KUBE-LOAD-BALANCER -j KUBE-MARK-MASQ"])
        #expect(rules.lines(.nat, "KUBE-MARK-MASQ") == ["-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000"])
        #expect(rules.chainNames(.nat).contains("KUBE-NODE-PORT"))
        for chain in ["PREROUTING", "OUTPUT"] {
            #expect(
                rules.lines(.nat, chain)
                    == ["-A \(chain) -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES"]
            )
        }
    }

    /// `iptablesJumpChain`, proxier.go: each is prepended, so that the last of the list stands on top; then `writeIptablesRules`.
    @Test("The filter table keeps a ClusterIP from being a way to the node's own ports")
    func filter() throws {
        let rules = try ruleset()
        #expect(
            rules.lines(.filter, "INPUT").map { $0.split(separator: " ").last } == [
                "KUBE-IPVS-FILTER", "KUBE-PROXY-FIREWALL", "KUBE-NODE-PORT",
            ]
        )
        #expect(
            rules.lines(.filter, "FORWARD").map { $0.split(separator: " ").last } == [
                "KUBE-PROXY-FIREWALL", "KUBE-FORWARD",
            ]
        )
        #expect(
            rules.lines(.filter, "OUTPUT")
                == ["-A OUTPUT -m comment --comment \"kubernetes ipvs access filter\" -j KUBE-IPVS-OUT-FILTER"]
        )
        #expect(
            rules.lines(.filter, "KUBE-IPVS-FILTER") == [
                "-A KUBE-IPVS-FILTER -m set --match-set KUBE-LOAD-BALANCER dst,dst -j RETURN",
                "-A KUBE-IPVS-FILTER -m set --match-set KUBE-CLUSTER-IP dst,dst -j RETURN",
                "-A KUBE-IPVS-FILTER -m set --match-set KUBE-EXTERNAL-IP dst,dst -j RETURN",
                "-A KUBE-IPVS-FILTER -m set --match-set KUBE-EXTERNAL-IP-LOCAL dst,dst -j RETURN",
                "-A KUBE-IPVS-FILTER -m set --match-set KUBE-HEALTH-CHECK-NODE-PORT dst -j RETURN",
                "-A KUBE-IPVS-FILTER -m conntrack --ctstate NEW -m set --match-set KUBE-IPVS-IPS dst "
                    + "-j REJECT --reject-with icmp-port-unreachable",
            ]
        )
        #expect(
            rules.lines(.filter, "KUBE-FORWARD") == [
                "-A KUBE-FORWARD -m comment --comment \"kubernetes forwarding rules\" -m mark --mark 0x4000/0x4000 -j ACCEPT",
                "-A KUBE-FORWARD -m comment --comment \"kubernetes forwarding conntrack rule\" "
                    + "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            ]
        )
        #expect(
            rules.lines(.filter, "KUBE-NODE-PORT") == [
                "-A KUBE-NODE-PORT -m comment --comment \"Kubernetes health check node port\" "
                    + "-m set --match-set KUBE-HEALTH-CHECK-NODE-PORT dst -j ACCEPT"
            ]
        )
        #expect(
            rules.lines(.filter, "KUBE-SOURCE-RANGES-FIREWALL") == ["-A KUBE-SOURCE-RANGES-FIREWALL -j DROP"]
        )
    }

    /// `writeIptablesRules`: a rule for a set is written only if the set has entries, except those of KUBE-IPVS-FILTER.
    @Test("Without Services, and without local endpoints, their rules are left out")
    func empty() throws {
        let none = try ruleset([])
        #expect(none.lines(.nat, "KUBE-SERVICES").count == 2)
        #expect(none.lines(.nat, "KUBE-POSTROUTING").count == 3)
        #expect(none.lines(.filter, "KUBE-IPVS-FILTER").count == 6)
        #expect(none.ipvsSave == "")
        let remote = try ruleset([Fixture.service("far", 1, endpoints: [2])])
        #expect(remote.lines(.nat, "KUBE-SERVICES").count == 4)
        #expect(remote.lines(.nat, "KUBE-POSTROUTING").count == 3)
        var headless = Fixture.service("db", 1, endpoints: [2])
        headless.clusterIP = nil
        #expect(try ruleset([headless]) == none)
    }

    @Test("Rules are as many whatever the cluster, and what is printed is read as it was")
    func size() throws {
        let many = (0..<200).map { Fixture.service("svc-\($0)", UInt8($0), endpoints: [2, 3]) }
        let rules = try ruleset(many)
        #expect(rules.ruleCount == (try ruleset([many[0]]).ruleCount))
        #expect(rules.virtualServers.count == 200)
        var read = try Ruleset(iptablesSave: rules.iptablesSave(), ipsetSave: rules.ipsetSave)
        read.virtualServers = rules.virtualServers
        #expect(read == rules)
    }

    @Test("Two Services at one address and port are refused")
    func twice() {
        let error = #expect(throws: LayoutError.self) {
            try ruleset([Fixture.service("a", 1, endpoints: [2]), Fixture.service("b", 1, endpoints: [3])])
        }
        #expect(error?.description.contains("virtual server 10.96.0.1:80 comes twice") == true)
    }

    @Test("It is printed and neither measured nor programmed, which others are")
    func refused() throws {
        #expect(ServiceProxy.kubeProxyIPVS136.nftablesNames.isEmpty)
        #expect(!ServiceProxy.kubeProxyIPVS136.usesNftables)
        let served = KubeProxyIPVS136Tests.served
        #expect(KubeProxyIPVS136().translationRules(of: served, port: served.ports[0]).isEmpty)
        let error = #expect(throws: LayoutError.self) { try ServiceProxy.kubeProxyIPVS136.requireProgrammable() }
        #expect(error?.kind == .unavailable)
        #expect(error?.description.contains("ip_vs") == true)
        for proxy in ServiceProxy.allCases where proxy != .kubeProxyIPVS136 {
            try proxy.requireProgrammable()
            #expect(error?.description.contains(proxy.rawValue) == true)
        }
    }
}
