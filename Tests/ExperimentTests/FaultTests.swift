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

    @Test("Faults have the names that --fault takes")
    func names() {
        #expect(
            Fault.allCases.map(\.rawValue)
                == ["set-missing", "restore-fails", "policy-misses", "stuck-off", "conntrack-full"]
        )
    }
}
