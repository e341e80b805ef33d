import Addressing
import Cluster
import Conformance
import Policy
import Testing

@Suite struct GeneratedCaseOracleTests {
    @Test(
        "For 1000 cases the oracle says what a plain reading of the API says, for 200 also with a second node",
        arguments: [(false, 1000), (true, 200)]
    )
    func oracle(usesSecondNode: Bool, count: Int) throws {
        for number in 0..<count {
            let generated = GeneratedCase(number: number, seed: 7, usesSecondNode: usesSecondNode)
            let oracle = PolicyOracle(of: generated.cluster)
            let reading = PlainReading(
                of: generated.cluster,
                strangers: [.v4(GeneratedCase.client)],
                ports: GeneratedCase.probedPorts.map { ($0.number, $0.transport) }
            )
            for probe in generated.probes {
                try compare(oracle.verdict(on: probe), with: reading, on: probe, "case \(number)")
            }
        }
    }

    @Test("For 500 cases with blocks of both families the three readers agree on IPv6", arguments: [false, true])
    func dualStack(usesSecondNode: Bool) throws {
        var counts = [false: 0, true: 0]
        for number in 0..<500 {
            let dual = DualStackCase(GeneratedCase(number: number, seed: 13, usesSecondNode: usesSecondNode))
            let oracle = PolicyOracle(of: dual.cluster)
            let compiled = CompiledOracle(of: dual.cluster)
            let reading = PlainReading(
                of: dual.cluster,
                strangers: [.v6(DualStackCase.client)],
                ports: GeneratedCase.probedPorts.map { ($0.number, $0.transport) },
                family: .ipv6
            )
            for probe in dual.probes {
                let verdict = oracle.verdict(on: probe)
                try compare(verdict, with: reading, on: probe, "case \(number)")
                try #require(compiled.allows(probe) == verdict.isAllowed, "case \(number): \(probe)")
                counts[verdict.isAllowed, default: 0] += 1
            }
        }
        #expect(counts.values.allSatisfy { $0 > 10_000 }, "\(counts)")
    }

    private func compare(
        _ verdict: PolicyVerdict,
        with reading: PlainReading,
        on probe: Connection,
        _ title: String
    ) throws {
        let source = try #require(probe.source.address(in: probe.family))
        let destination = try #require(probe.destination.address(in: probe.family))
        let isAllowed = reading.allows(source, destination, probe.port, probe.transport)
        try #require(
            verdict.isAllowed == isAllowed,
            "\(title): \(source) to \(destination), \(probe.transport) \(probe.port): \(verdict)"
        )
    }

    @Test(
        "For 1000 cases the compiled oracle says what the oracle says, in every dialect",
        arguments: PolicyDialect.known
    )
    func compiledOracle(dialect: PolicyDialect) {
        for number in 0..<1000 {
            let generated = GeneratedCase(number: number, seed: 11)
            let oracle = PolicyOracle(of: generated.cluster, dialect: dialect)
            let compiled = CompiledOracle(of: generated.cluster, dialect: dialect)
            for probe in generated.probes where compiled.allows(probe) != oracle.verdict(on: probe).isAllowed {
                Issue.record("case \(number): \(probe): \(oracle.verdict(on: probe))")
                return
            }
        }
    }
}
