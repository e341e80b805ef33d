import Addressing
import Cluster
import Conformance
import Foundation
import Layouts
import Testing

extension ConformanceCase: CustomTestStringConvertible {
    package var testDescription: String { name }
}

/// What the tests of this room share.
enum ConformanceData {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Data"))
        return [UInt8](try Data(contentsOf: url))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// kube-router 0.2.0 as the command tries it.
    static let early = ConformanceSubject(.kubeRouter020, seed: 1)

    /// The case whose name holds `text`.
    static func named(_ text: String) throws -> ConformanceCase {
        try #require(ConformanceCase.all.first { $0.name.contains(text) })
    }

    /// Each step of a case with the cluster in which its probes are made.
    static func clusters(of conformanceCase: ConformanceCase) -> [(step: CaseStep, cluster: ClusterModel)] {
        var world = CaseWorld(conformanceCase)
        return conformanceCase.steps.map { step in
            for change in step.changes { world.apply(change) }
            return (step, world.cluster(with: world.clients(for: step)))
        }
    }

    /// A probe that ended in some way.
    static func probe(
        _ source: String = "nsa/client-a",
        _ target: String = "nsa/server",
        allowed: Bool,
        _ verdict: PacketVerdict,
        _ judgement: Judgement
    ) -> ProbeResult {
        ProbeResult(
            source: source,
            target: target,
            port: 80,
            transport: .tcp,
            isAllowed: allowed,
            verdict: verdict,
            judgement: judgement
        )
    }

    static let server = CaseFixture.address(of: "nsa/server")
    static let right = Judgement(isRight: true, isDeclared: true)
    static let deviation = Judgement(isRight: false, isDeclared: true, reason: "it ignores except")
    static let mismatch = Judgement(isRight: false, isDeclared: false)

    /// Two controllers' results: one case right, one that deviates, one that is refused, one that is wrong.
    static let results = [
        SubjectResult(
            controller: "good",
            cases: names.map { result($0, [probe(allowed: true, .reached(server), right)]) },
            seconds: 1
        ),
        SubjectResult(
            controller: "bad",
            cases: [
                result(names[0], [probe(allowed: true, .reached(server), right)]),
                result(names[1], [probe(allowed: false, .reached(server), deviation)]),
                CaseResult(
                    name: names[2],
                    origin: .upstream,
                    steps: [],
                    refusal: "bad cannot: <\"a\" & 'b'>",
                    seconds: 0
                ),
                result(names[3], [probe(allowed: true, .refused, mismatch)]),
            ],
            seconds: 2.25
        ),
    ]

    /// A result of IPv6, with a probe that went wrong.
    static let result6: SubjectResult = {
        var wrong = probe(allowed: false, .reached(.v6(server.companion)), mismatch)
        wrong.family = .ipv6
        return SubjectResult(controller: "six", families: [.ipv6], cases: [result(names[0], [wrong])], seconds: 1)
    }()

    static let names = ["a 'default' case", "case two", "case three", "case four"]

    private static func result(_ name: String, _ probes: [ProbeResult]) -> CaseResult {
        CaseResult(name: name, origin: .upstream, steps: [StepResult(number: 1, probes: probes)], seconds: 0.5)
    }
}
