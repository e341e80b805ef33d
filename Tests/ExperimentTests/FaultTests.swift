import Cluster
@testable import Experiment
import Layouts
import Results
import Rules
import Testing

@Suite("Fault")
struct FaultTests {
    @Test("Policies that miss keep their names and their number, and isolate nobody")
    func policiesMissing() throws {
        let cluster = try ClusterModel.synthetic()
        let missing = cluster.withPoliciesMissing
        #expect(missing.policies.map(\.name) == cluster.policies.map(\.name))
        #expect(missing.pods == cluster.pods)
        #expect(missing.services == cluster.services)
        let program = try ArmProgram(.on, of: .sample(missing), cluster: missing, drawSeed: 1)
        #expect(program.acceptRules.isEmpty)
        let meant = try ArmProgram(.on, of: .sample(cluster), cluster: cluster, drawSeed: 1)
        #expect(program.filter.ruleCount < meant.filter.ruleCount)
    }

    @Test("Rules that no kernel loads look right, in tables of either kind", arguments: Controller.allCases)
    func unloadable(controller: Controller) throws {
        let cluster = try ClusterModel.synthetic()
        var setup = TwinSetup.sample(cluster)
        setup.controllers = [controller]
        let on = Treatment(.on, of: controller.rawValue)
        let meant = try ArmProgram(on, of: setup, cluster: cluster, drawSeed: 1).ruleset
        let broken = meant.unloadable
        try broken.validate()
        #expect(broken[.filter]?["FORWARD"]?.rules.last?.target == .reject(with: "npbench-fault"))
        #expect(broken.ruleCount == meant.ruleCount + 1 + meant.nftables.count)
        for (table, whole) in zip(broken.nftables, meant.nftables) {
            #expect(table["KUBE-ROUTER-FORWARD"]?.rules.last == NftRule(.masquerade(fullyRandom: true)))
            #expect(table["KUBE-ROUTER-INPUT"] == whole["KUBE-ROUTER-INPUT"])
        }
    }

    @Test("Without their sets tables of nftables are refused, and those of iptables are as they were")
    func lackingSets() throws {
        let cluster = try ClusterModel.synthetic()
        var setup = TwinSetup.sample(cluster)
        setup.controllers = [.kubeRouter211Nft]
        let on = Treatment(.on, of: Controller.kubeRouter211Nft.rawValue)
        let meant = try ArmProgram(on, of: setup, cluster: cluster, drawSeed: 1).ruleset
        let lacking = meant.lackingNftSets
        #expect(lacking.tables == meant.tables)
        #expect(lacking.nftables.map(\.ruleCount) == meant.nftables.map(\.ruleCount))
        let error = #expect(throws: RulesetError.self) { try lacking.validate() }
        #expect(error?.cause.hasPrefix("names set KUBE-SRC-") == true)
        let other = try ArmProgram(.on, of: .sample(cluster), cluster: cluster, drawSeed: 1).ruleset
        #expect(other.lackingNftSets == other)
    }

    @Test("Faults have the names that --fault takes")
    func names() {
        #expect(
            Fault.allCases.map(\.rawValue)
                == ["set-missing", "restore-fails", "policy-misses", "stuck-off", "conntrack-full"]
        )
    }
}
