import Cluster
import Rules
import Testing

@testable import Layouts

/// What the real kube-proxy 1.36 wrote for one cluster, against what the layout writes.
@Suite struct KubeProxyIptables136GoldenTests {
    @Test("The rules equal the recorded ones, line for line")
    func rules() throws {
        let recorded = try Fixture.text("kubeproxy136.iptables")
        var cluster = try Fixture.recordedCluster()
        // The recording's order of Services is random.
        let names = recorded.matches(of: /-A KUBE-SERVICES .*"(\S+):\S+ cluster IP"/).map { String($0.1) }
        #expect(names.count == 4)
        cluster.services.sort { place($0, names) < place($1, names) }
        let ruleset = try KubeProxyIptables136().ruleset(for: cluster, on: Fixture.node)
        #expect(try Recording(ruleset.iptablesSave()).tables == Recording(recorded).tables)
    }

    private func place(_ service: Service, _ names: [String]) -> Int {
        names.firstIndex(of: "\(service.namespace)/\(service.name)") ?? names.count
    }
}
