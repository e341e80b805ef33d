import Conformance
import Layouts
import Policy
import Testing

extension KernelTests {
    /// Whole truth tables of clusters that nobody wrote by hand.
    @Suite struct RandomClusterTests {
        @Test(
            "In forty random clusters packets do what kube-router 0.2.0 is declared to do, and not always the API's will"
        )
        func early() throws {
            let clusters = (1...40).map { (number: $0, cluster: RandomCluster(seed: UInt64($0)).cluster) }
            let plan = PacketTwinPlan(
                holding: clusters.map(\.cluster),
                on: CaseFixture.node,
                ports: RandomCluster.ports
            )
            try KernelTests.withTwin(plan) { twin throws in
                let runner = CaseRunner(
                    twin: twin,
                    subject: ConformanceData.early,
                    serviceProxy: .kubeProxyIptables110
                )
                let tally = try runner.tally(clusters, on: CaseFixture.node, ports: RandomCluster.ports)
                // Nine pods to nine, two outside addresses to nine, six probes each; seven pods to the Service.
                #expect(tally.probes == 40 * ((81 + 18) * 6 + 7))
                #expect(tally.mismatches == 0, "\(tally.text)")
                #expect(tally.refusals.isEmpty)
                #expect(tally.deviations.values.reduce(0, +) > 0)
            }
        }

        @Test("Without what is known of its chains the same clusters show undeclared mismatches")
        func unknown() throws {
            var subject = ConformanceData.early
            subject.dialect.deviations.remove(.firstPodChainDecides)
            let clusters = (1...40).map { (number: $0, cluster: RandomCluster(seed: UInt64($0)).cluster) }
            let plan = PacketTwinPlan(
                holding: clusters.map(\.cluster),
                on: CaseFixture.node,
                ports: RandomCluster.ports
            )
            try KernelTests.withTwin(plan) { twin throws in
                let runner = CaseRunner(twin: twin, subject: subject, serviceProxy: .kubeProxyIptables110)
                let tally = try runner.tally(clusters, on: CaseFixture.node, ports: RandomCluster.ports)
                #expect(tally.mismatches > 0)
                #expect(!tally.faults.isEmpty)
            }
        }
    }
}
