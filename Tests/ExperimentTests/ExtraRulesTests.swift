import Addressing
import Cluster
@testable import Experiment
import Layouts
import Results
import Rules
import Testing

@Suite("Extra rules")
struct ExtraRulesTests {
    private static let packet = Packet(
        from: .v4(IPv4Address(14, 215, 0, 2)),
        to: .v4(IPv4Address(10, 244, 0, 2)),
        port: 80
    )

    @Test(
        "Each kind is that work and no other, as often as asked, and lets every packet pass",
        arguments: RuleWork.allCases
    )
    func kinds(work: RuleWork) throws {
        let ruleset = try Ruleset(tables: [.empty(.filter)]).adding(ExtraRules(work, count: 300))
        try ruleset.validate()
        let tracer = PacketTracer(ruleset, localAddresses: [])
        for packet in [Self.packet, Self.packet.reply] {
            let trace = tracer.trace(packet)
            #expect(trace.isAccepted)
            var expected = [work: 300]
            if work.isNftables, work != .nftHook { expected[.nftHook] = 1 }
            #expect(trace.work == expected)
        }
    }

    @Test("None of them leaves the rules as they are, in iptables; in nftables a table stays")
    func none() throws {
        let base = Ruleset(tables: [.empty(.filter)])
        #expect(try base.adding(ExtraRules(.comment, count: 0)) == base)
        #expect(try base.adding(ExtraRules(.nftRule, count: 0)).nftables.count == 1)
    }

    @Test("They stand before a controller's own jumps, in the treatments that have them and no other")
    func program() throws {
        let cluster = try ClusterModel.synthetic()
        var setup = TwinSetup.sample(cluster)
        let plain = try ArmProgram(.on, of: setup, cluster: cluster, drawSeed: 1)
        setup.extraRules = [.on: ExtraRules(.comment, count: 40)]
        let on = try ArmProgram(.on, of: setup, cluster: cluster, drawSeed: 1)
        let off = try ArmProgram(.off, of: setup, cluster: cluster, drawSeed: 1)
        #expect(on.filter.ruleCount == plain.filter.ruleCount + 40)
        #expect(on.filter["FORWARD"]?.rules[0].comment == "npbench: rule 1 of nobody")
        #expect(on.filter["FORWARD"]?.rules.dropFirst(40).map(\.self) == plain.filter["FORWARD"]?.rules)
        #expect(!off.filter.chains.flatMap(\.rules).contains { $0.comment?.hasPrefix("npbench") == true })
        for reference in on.acceptRules { #expect(on.ruleset[reference]?.target == .accept) }
    }

    @Test("Commented rules come in the sizes of kube-router's jumps, in their order")
    func sizes() throws {
        let cluster = try ClusterModel.synthetic()
        let on = try ArmProgram(.on, of: TwinSetup.sample(cluster), cluster: cluster, drawSeed: 1)
        let jumps = try #require(on.filter["FORWARD"]?.rules.prefix(10).map(extensions))
        #expect(jumps.prefix(2) == [["physdev", "comment"], ["comment"]])
        let extra = ExtraRules(.comment, count: 10).fragment.tables.first?["FORWARD"]?.rules.map(extensions)
        #expect(extra == jumps)
    }

    /// The extensions that a rule asks, as far as jump rules have them.
    private func extensions(_ rule: Rule) -> [String] {
        rule.matches.map { match in
            switch match {
            case .physdevIsBridged: "physdev"
            case .comment: "comment"
            default: "another"
            }
        }
    }

    @Test("A rule of FORWARD that proves an arm is found behind them")
    func moving() {
        let extra = ExtraRules(.set, count: 7)
        let own = RuleReference(table: .filter, chain: "FORWARD", index: 2)
        #expect(extra.moving(own) == RuleReference(table: .filter, chain: "FORWARD", index: 9))
        let others = [
            RuleReference(table: .filter, chain: "KUBE-NWPLCY-X", index: 2),
            RuleReference(table: .nat, chain: "FORWARD", index: 2),
        ]
        for other in others { #expect(extra.moving(other) == other) }
        #expect(ExtraRules(.nftRule, count: 7).moving(own) == own)
    }

    @Test("A treatment that is no controller's has the service proxy's rules and these")
    func calibrating() throws {
        let cluster = try ClusterModel.synthetic()
        let ladder = CalibrationLadder(most: 100)
        var setup = TwinSetup.sample(cluster)
        setup.extraRules = ladder.extraRules
        let off = try ArmProgram(.off, of: setup, cluster: cluster, drawSeed: 1)
        #expect(setup.usesNftables && setup.usesFilter)
        for step in ladder.steps {
            let program = try ArmProgram(step.treatment, of: setup, cluster: cluster, drawSeed: 1)
            let added = program.filter.ruleCount - off.filter.ruleCount
            #expect(added == (step.work.isNftables ? 0 : step.count))
            #expect(program.acceptRules.isEmpty && program.denial == .served)
            #expect(program.translationRules == off.translationRules)
        }
    }
}
