import Cluster
@testable import Experiment
import Layouts
import Results
import Rules
import Testing

@Suite("Program of an arm")
struct ArmProgramTests {
    private func program(_ treatment: Treatment, of cluster: ClusterModel) throws -> ArmProgram {
        try ArmProgram(treatment, of: .sample(cluster), cluster: cluster, drawSeed: 1)
    }

    @Test("At the seed's largest scale `on` adds the 577 rules of kube-router 0.2.0 to kube-proxy's, and no nat rule")
    func published() throws {
        let cluster = try ClusterModel.synthetic(services: 1000, pods: 8000, localPods: 82)
        let off = try program(.off, of: cluster)
        let on = try program(.on, of: cluster)
        #expect(on.filter.ruleCount - off.filter.ruleCount == 577)
        #expect(off.ruleset[.nat]?.ruleCount ?? 0 > 20_000)
        #expect(on.ruleset[.nat] == off.ruleset[.nat])
    }

    @Test("No arm but `on` has a policy: `off` runs no controller, `idle` one that judges nobody")
    func arms() throws {
        let cluster = try ClusterModel.synthetic()
        let off = try program(.off, of: cluster)
        let idle = try program(.idle, of: cluster)
        let on = try program(.on, of: cluster)
        #expect(off.ruleset.sets.isEmpty)
        #expect(!on.ruleset.sets.isEmpty)
        #expect(off.acceptRules.isEmpty)
        #expect(idle.acceptRules.isEmpty)
        #expect(!on.acceptRules.isEmpty)
        let counts = [off, idle, on].map(\.filter.ruleCount)
        #expect(counts[0] <= counts[1])
        #expect(counts[1] < counts[2])
        #expect(counts[2] - counts[0] == 7 * 5 + 3)
        #expect(off.denial == .served)
        #expect(on.denial == .refused)
    }

    @Test("`churn` has the rules of `on` and the syncs of its controller, which no other arm has")
    func churn() throws {
        let cluster = try ClusterModel.synthetic()
        let on = try program(.on, of: cluster)
        let churn = try program(Treatment(.churn, of: "kube-router-0.2.0"), of: cluster)
        #expect(churn.ruleset == on.ruleset)
        #expect(churn.acceptRules == on.acceptRules)
        #expect(churn.denial == .refused)
        let work = try #require(churn.syncWork)
        // Five local pods of ten.
        #expect(work.count(of: .iptables) == 24 * 5 + 15)
        #expect(work.count(of: .ipset) == 2 * 10 + 11)
        #expect(on.syncWork == nil)
        #expect(try program(.idle, of: cluster).syncWork == nil)
    }

    @Test("Rules whose counters prove an arm are in its ruleset, and are the ones meant")
    func references() throws {
        let on = try program(.on, of: try .synthetic())
        for reference in on.acceptRules {
            #expect(reference.table == .iptables(.filter))
            let rule = try #require(on.ruleset[reference])
            #expect(rule.target == .accept || rule.target == .return)
        }
        // One for each endpoint of the target.
        #expect(on.translationRules.count >= 1)
        for reference in on.translationRules {
            #expect(reference.table == .iptables(.nat))
            #expect(on.ruleset[reference] != nil)
        }
    }

    @Test("A controller of nftables adds its table and leaves those of iptables as they are without it")
    func nftables() throws {
        let cluster = try ClusterModel.synthetic()
        var setup = TwinSetup.sample(cluster)
        setup.controllers = [.kubeRouter211Nft]
        let name = Controller.kubeRouter211Nft.rawValue
        let programs = try [Treatment.off, Treatment(.idle, of: name), Treatment(.on, of: name)].map {
            try ArmProgram($0, of: setup, cluster: cluster, drawSeed: 1)
        }
        #expect(programs.allSatisfy { $0.usesNftables })
        #expect(try !program(.on, of: cluster).usesNftables)
        #expect(programs.map(\.ruleset.nftables.count) == [0, 1, 1])
        #expect(programs[1].ruleset.tables == programs[0].ruleset.tables)
        #expect(programs[2].ruleset.tables == programs[0].ruleset.tables)
        // A pod has as many rules without policies: what asks no policy asks the default.
        let counts = programs.map { $0.ruleset.nftables.first?.ruleCount ?? 0 }
        #expect(counts[0] == 0)
        #expect(counts[1] == 13 * 5 + 17)
        #expect(counts[2] == 13 * 5 + 20)
        #expect(programs[0].acceptRules.isEmpty && programs[1].acceptRules.isEmpty)
        #expect(programs[2].acceptRules.count == 3)
        for reference in programs[2].acceptRules {
            let rule = try #require(programs[2].ruleset[nftables: reference])
            #expect(rule.statements.last == .verdict(.return))
            #expect(rule.counters == .zero)
        }
    }

    @Test("Tables are in the kernel's order, as a snapshot of them is")
    func kernelOrder() throws {
        for treatment in Treatment.all {
            for table in try program(treatment, of: try .synthetic()).ruleset.tables {
                #expect(table == table.inKernelOrder())
            }
        }
    }

    @Test("A node or a target that the cluster lacks is an error of one sentence, not a crash")
    func missing() throws {
        let cluster = try ClusterModel.synthetic()
        for setup in [
            TwinSetup.sample(cluster, nodeName: "elsewhere"),
            TwinSetup.sample(cluster, target: ServiceReference(namespace: "default", service: "none", port: "80")),
        ] {
            let error = try #require(throws: TestbedError.self) {
                try ArmProgram(.on, of: setup, cluster: cluster, drawSeed: 1)
            }
            #expect(error.kind == .failed)
            #expect(error.description.hasPrefix("cannot "))
        }
    }
}
