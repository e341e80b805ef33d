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
                strangers: [GeneratedCase.client],
                ports: GeneratedCase.probedPorts.map { ($0.number, $0.transport) }
            )
            for probe in generated.probes {
                let verdict = oracle.verdict(on: probe)
                let source = try #require(probe.source.address)
                let destination = try #require(probe.destination.address)
                let isAllowed = reading.allows(source, destination, probe.port, probe.transport)
                if verdict.isAllowed != isAllowed {
                    Issue.record(
                        "case \(number): \(source) to \(destination), \(probe.transport) \(probe.port): \(verdict)"
                    )
                    return
                }
            }
        }
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
