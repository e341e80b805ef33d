import Addressing
import Cluster
import Conformance
import Layouts
import Policy
import Testing

/// The oracle against what upstream expects.
@Suite struct CaseOracleTests {
    private static func connection(_ probe: CaseProbe) -> Connection {
        let target: IPv4Address =
            switch probe.target {
            case .pod(let name): CaseFixture.address(of: name)
            case .outside(let address): address
            }
        return Connection(
            source: .address(probe.packet().source.address),
            destination: .address(.v4(target)),
            port: probe.port,
            transport: probe.transport
        )
    }

    @Test("The oracle agrees with every probe of every case", arguments: ConformanceCase.all)
    func agrees(conformanceCase: ConformanceCase) {
        for (number, (step, cluster)) in ConformanceData.clusters(of: conformanceCase).enumerated() {
            let oracle = PolicyOracle(of: cluster)
            for probe in step.probes {
                let verdict = oracle.verdict(on: Self.connection(probe))
                #expect(verdict.isAllowed == probe.isAllowed, "step \(number + 1), \(probe): \(verdict)")
            }
        }
    }

    @Test("Without its policies no case has a probe that should fail")
    func withoutPolicies() {
        let denied = ConformanceCase.all.flatMap { conformanceCase in
            ConformanceData.clusters(of: conformanceCase).flatMap { step, cluster in
                var open = cluster
                open.policies = []
                let oracle = PolicyOracle(of: open)
                return step.probes.filter { !oracle.verdict(on: Self.connection($0)).isAllowed }
            }
        }
        #expect(denied.isEmpty)
    }

    @Test("What kube-router 0.2.0 is declared to get wrong are the cases with expressions and excepts")
    func deviations() {
        let judged = ConformanceCase.upstream.enumerated().filter { _, conformanceCase in
            ConformanceData.clusters(of: conformanceCase).contains { step, cluster in
                let judge = Judge(of: cluster, under: ConformanceData.early)
                return step.probes.contains { probe in
                    judge.expectation(of: probe.packet()).backends.contains { $0.standard != $0.declared }
                }
            }
        }.map { $0.offset + 1 }
        // 12 to 14 have named ports, which this version can not program at all.
        #expect(judged == [4, 5, 17, 18, 24])
    }

    @Test("Two steps of a case never have one verdict for all: a controller that denies or allows all is found out")
    func discriminates() {
        for conformanceCase in ConformanceCase.all {
            let expected = Set(conformanceCase.probes.map(\.isAllowed))
            let isAlwaysOpen = ["stacked policies", "allow-all policy"].contains { conformanceCase.name.contains($0) }
            let isNotOpen = conformanceCase.steps.count < 4 && expected == [true]
            if !isAlwaysOpen { #expect(!isNotOpen, "\(conformanceCase.name)") }
        }
    }
}
