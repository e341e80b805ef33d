import Addressing
import Testing

@testable import Rules

@Suite("Recorded rules and sets come out as they went in")
struct RoundTripTests {
    @Test("A recorded table prints byte for byte as it was read", arguments: Golden.tables)
    func tables(name: String) throws {
        let text = try Golden.text(name, "iptables")
        let ruleset = try Ruleset(iptablesSave: text)
        #expect(ruleset.ruleCount == text.split(separator: "\n").count { $0.hasPrefix("-A ") })
        #expect(ruleset.iptablesSave() == text)
    }

    @Test("Recorded sets print byte for byte as they were read", arguments: Golden.controllers)
    func sets(name: String) throws {
        let text = try Golden.text(name, "ipset")
        let ruleset = try Ruleset(iptablesSave: "", ipsetSave: text)
        #expect(ruleset.sets.reduce(0) { $0 + $1.entries.count + 1 } == text.split(separator: "\n").count)
        #expect(ruleset.ipsetSave == text)
        #expect(ruleset.sets.map(\.ipsetSave).joined() == text)
    }

    @Test("A recorded ruleset is valid, and stands in the kernel's order", arguments: Golden.tables)
    func validity(name: String) throws {
        let ruleset = try Ruleset(
            iptablesSave: try Golden.text(name, "iptables"),
            ipsetSave: try Golden.sets(name)
        )
        try ruleset.validate()
        #expect(ruleset.tables.map { $0.inKernelOrder() } == ruleset.tables)
    }

    @Test("With counters, every rule begins with its own", arguments: Golden.tables)
    func counters(name: String) throws {
        var ruleset = try Ruleset(iptablesSave: try Golden.text(name, "iptables"))
        var next: UInt64 = 0
        for table in ruleset.tables.indices {
            for chain in ruleset.tables[table].chains.indices {
                for rule in ruleset.tables[table].chains[chain].rules.indices {
                    next += 1
                    let counters = Counters(packets: next, bytes: .max - next)
                    ruleset.tables[table].chains[chain].rules[rule].counters = counters
                }
            }
        }
        let text = ruleset.iptablesSave(counters: true)
        #expect(text.contains("\n[1:18446744073709551614] -A "))
        #expect(try Ruleset(iptablesSave: text) == ruleset)
    }

    @Test("The recording of kube-proxy holds what a reader expects of it")
    func meaning() throws {
        let ruleset = try Ruleset(iptablesSave: try Golden.text("kubeproxy136", "iptables"))
        let nat = try #require(ruleset[.nat])
        let services = try #require(nat["KUBE-SERVICES"])
        #expect(services.policy == nil)
        #expect(
            services.rules.first
                == Rule(
                    destination: Negatable(IPBlock(.v4(IPv4Address(10, 96, 1, 1)))),
                    transport: Negatable(.tcp),
                    matches: [
                        .comment("default/svc-0:http cluster IP"),
                        .ports(.tcp, source: nil, destination: Negatable(PortRange(80))),
                    ],
                    target: .jump("KUBE-SVC-X67Z27UM2GOD7DY2")
                )
        )
        #expect(nat["KUBE-MARK-MASQ"]?.rules.map(\.target) == [.mark(MaskedMark(0x4000, mask: 0x4000))])
        #expect(nat["KUBE-POSTROUTING"]?.rules.last?.target == .masquerade(randomFully: true))
        let endpoints = try #require(nat["KUBE-SVC-TVZCCMOTRUOFKFR2"]).rules
        #expect(endpoints[1].matches.last == .probability(715_827_883))
        #expect(endpoints[2].matches.last == .probability(1 << 30))
        let forward = try #require(ruleset[.filter]?["KUBE-FORWARD"]).rules
        #expect(forward.first?.matches.last == .accounting("ct_state_invalid_dropped_pkts"))
        #expect(ruleset[.mangle]?["PREROUTING"]?.counters == Counters(packets: 18, bytes: 7522))
    }

    @Test("An escaped quote and an escaped apostrophe are part of a comment")
    func escapes() throws {
        let ruleset = try Ruleset(iptablesSave: try Golden.text("kr211-npd-multiport", "iptables"))
        let common = try #require(ruleset[.filter]?["KUBE-NWPLCY-COMMON"]).rules
        #expect(common.first?.comment == "\"rule to drop invalid state for pod\"")
    }
}
