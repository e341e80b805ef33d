import Addressing
import Cluster
import Foundation

/// What `conformance --json` prints; keys in snake case.
package struct ConformanceDocument: Encodable, Sendable {
    struct Probe: Encodable {
        var from: String
        var to: String
        var port: UInt16
        var transport: String
        /// `ipv4` or `ipv6`.
        var family: String
        var expected: Bool
        var observed: Bool
        /// `reached 10.244.1.2`, `refused` or `no answer`.
        var answer: String
        /// `right`, `deviation` or `mismatch`.
        var judgement: String
        var reason: String?
    }

    struct Step: Encodable {
        var step: Int
        var probes: [Probe]
        var exposure: Exposure?
    }

    struct Case: Encodable {
        var name: String
        var origin: String
        var supported: Bool
        var refusal: String?
        var seconds: Double
        var steps: [Step]
    }

    struct Subject: Encodable {
        var controller: String
        /// The families of its probes.
        var families: [String]
        var supported: Int
        var probes: Int
        var mismatches: Int
        var seconds: Double
        var cases: [Case]
        var generated: ClusterTally?
    }

    /// Absent if no Service is dialled, as in IPv6.
    let serviceProxy: String?
    let controllers: [Subject]

    package init(_ results: [SubjectResult], serviceProxy: String?) {
        self.serviceProxy = serviceProxy
        controllers = results.map(Subject.init)
    }

    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension ConformanceDocument.Subject {
    fileprivate init(_ result: SubjectResult) {
        controller = result.controller
        families = result.families.map(\.rawValue)
        supported = result.cases.count(where: \.isSupported)
        probes = result.probeCount
        mismatches = result.mismatchCount
        seconds = result.seconds
        cases = result.cases.map(ConformanceDocument.Case.init)
        generated = result.generated
    }
}

extension ConformanceDocument.Case {
    fileprivate init(_ result: CaseResult) {
        name = result.name
        origin = result.origin.rawValue
        supported = result.isSupported
        refusal = result.refusal
        seconds = result.seconds
        steps = result.steps.map { step in
            ConformanceDocument.Step(
                step: step.number,
                probes: step.probes.map(ConformanceDocument.Probe.init),
                exposure: step.exposure
            )
        }
    }
}

extension ConformanceDocument.Probe {
    fileprivate init(_ result: ProbeResult) {
        from = result.source
        to = result.target
        port = result.port
        transport = result.transport.rawValue
        family = result.family.rawValue
        expected = result.isAllowed
        observed = result.verdict.isReached
        answer = result.verdict.description
        judgement = result.judgement.kind.rawValue
        reason = result.judgement.reason
    }
}
