import Addressing
import Cluster
import Conformance
import Testing

/// What results say of themselves.
@Suite struct ResultTests {
    private let server = ConformanceData.server

    @Test("A judgement is right, a deviation or a mismatch")
    func kinds() {
        #expect(Judgement(isRight: true, isDeclared: true).kind == .right)
        #expect(Judgement(isRight: false, isDeclared: true).kind == .deviation)
        #expect(Judgement(isRight: true, isDeclared: false).kind == .mismatch)
        #expect(Judgement(isRight: false, isDeclared: false).kind == .mismatch)
    }

    @Test("A fault is told in one clause; what is right has none")
    func faults() {
        let right = ConformanceData.probe(allowed: true, .reached(server), ConformanceData.right)
        #expect(right.fault == nil)
        let deviation = ConformanceData.probe(allowed: false, .reached(server), ConformanceData.deviation)
        #expect(
            deviation.fault == "nsa/client-a -> nsa/server:80 reached 10.244.1.2, should be denied: it ignores except"
        )
        var datagram = ConformanceData.probe(allowed: true, .silent, ConformanceData.mismatch)
        datagram.transport = .udp
        #expect(datagram.fault == "nsa/client-a -> nsa/server:80/UDP no answer, should be allowed")
    }

    @Test("A case is supported when all its probes went as the API asks, and it was not refused")
    func support() {
        func played(_ probes: [ProbeResult], refusal: String? = nil) -> CaseResult {
            CaseResult(
                name: "n",
                origin: .upstream,
                steps: [StepResult(number: 1, probes: probes)],
                refusal: refusal,
                seconds: 0
            )
        }
        let right = ConformanceData.probe(allowed: true, .reached(server), ConformanceData.right)
        let deviation = ConformanceData.probe(allowed: false, .reached(server), ConformanceData.deviation)
        let mismatch = ConformanceData.probe(allowed: true, .refused, ConformanceData.mismatch)
        #expect(played([right]).isSupported)
        #expect(played([right]).faults.isEmpty)
        #expect(!played([right], refusal: "no").isSupported)
        #expect(played([right], refusal: "no").faults == ["no"])
        #expect(!played([right, deviation]).isSupported)
        #expect(played([right, deviation]).mismatches.isEmpty)
        #expect(played([deviation, mismatch]).mismatches == [mismatch])
        #expect(played([deviation, mismatch]).faults.count == 2)
    }

    @Test("A controller that does what the API asks where it is declared not to has a mismatch, and supports the case")
    func betterThanDeclared() {
        let better = ConformanceData.probe(
            allowed: false,
            .refused,
            Judgement(isRight: true, isDeclared: false)
        )
        let played = CaseResult(
            name: "n",
            origin: .upstream,
            steps: [StepResult(number: 1, probes: [better])],
            seconds: 0
        )
        #expect(played.isSupported)
        #expect(played.mismatches == [better])
        let text = ConformanceSummary([SubjectResult(controller: "c", cases: [played], seconds: 0)]).text
        #expect(text.contains("| n | Yes |"))
        #expect(text.contains("1 undeclared mismatch,"))
    }

    @Test("Counts of a controller are those of its cases")
    func counts() {
        let bad = ConformanceData.results[1]
        #expect(bad.probeCount == 3)
        #expect(bad.mismatchCount == 1)
        #expect(bad["case three"]?.refusal != nil)
        #expect(bad["case nine"] == nil)
    }

    @Test("A judged cluster tells deviations from mismatches")
    func judged() {
        let right = ConformanceData.probe(allowed: true, .reached(server), ConformanceData.right)
        let deviation = ConformanceData.probe(allowed: false, .reached(server), ConformanceData.deviation)
        let mismatch = ConformanceData.probe(allowed: true, .refused, ConformanceData.mismatch)
        let judged = JudgedCluster(probes: [right, deviation, mismatch])
        #expect(judged.deviations == [deviation])
        #expect(judged.mismatches == [mismatch])
        #expect(judged.refusal == nil)
    }
}
