import Experiment
import Results
import Testing

@Suite("Proof of an arm")
struct ArmProofTests {
    private let on = ArmProof(arm: .on, rulesHash: "hash", denial: .refused)

    private func cause(
        _ proof: ArmProof,
        allowed: ProbeOutcome = .served,
        _ change: (inout Measurement) -> Void = { _ in }
    ) -> String? {
        var measurement = Measurement.simulated()
        change(&measurement)
        return proof.voidCause(of: measurement, allowedProbe: allowed)?.description
    }

    @Test("A measurement in which all holds is proven")
    func proven() {
        #expect(cause(on) == nil)
    }

    @Test(
        "Only `on` and `churn` deny the forbidden probe, and as their rules do",
        arguments: Arm.allCases,
        ProbeOutcome.allCases
    )
    func forbiddenProbe(arm: Arm, outcome: ProbeOutcome) {
        for denial in [ProbeOutcome.refused, .silent] {
            let proof = ArmProof(arm: arm, rulesHash: "hash", denial: denial)
            let expected = arm == .on || arm == .churn ? denial : .served
            let found = cause(proof) { $0.proof.forbiddenProbe = outcome.rawValue }
            #expect((found == nil) == (outcome == expected))
        }
    }

    @Test("Each fault has its cause, in stable words")
    func causes() {
        #expect(cause(on) { $0.proof.rulesHash = "other" } == "rules differ: the kernel holds other, not hash")
        #expect(
            cause(on) { $0.proof.forbiddenProbe = "served" }
                == "arm not proven: the forbidden probe was served, not refused"
        )
        #expect(cause(on, allowed: .silent) == "arm not proven: the allowed probe was silent")
        #expect(cause(on) { $0.proof.accepted = 41 } == "arm not proven: rules accepted 41 connections, not 42")
        #expect(cause(on) { $0.proof.accepted = 43 } == "arm not proven: rules accepted 43 connections, not 42")
        #expect(
            cause(on) { $0.failures = ["short-body": 1, "connect-timeout": 3, "connect-other": 0] }
                == "requests failed: 3 connect-timeout, 1 short-body"
        )
        #expect(cause(on) { $0.completed = 0 } == "no request completed")
        #expect(cause(on) { $0.kernel.conntrackDrops = 2 } == "packets lost: conntrack dropped 2")
        #expect(cause(on) { $0.kernel.pawsDrops = 1 } == "packets lost: PAWS dropped 1")
        #expect(cause(on) { $0.kernel.listenDrops = 4 } == "packets lost: a full listen queue dropped 4")
        #expect(cause(on) { $0.kernel.synRetransmits = 5 } == "packets lost: 5 SYNs sent again")
        #expect(cause(on) { $0.kernel.stealShare = 0.125 } == "CPU stolen: 12.5 % of its time, 10.0 % allowed")
    }

    @Test("Only stolen time is the machine's own doing, and only where nothing else is wrong")
    func kinds() {
        func kind(_ change: (inout Measurement) -> Void) -> VoidCause.Kind? {
            var measurement = Measurement.simulated()
            change(&measurement)
            return on.voidCause(of: measurement, allowedProbe: .served)?.kind
        }
        #expect(kind { $0.kernel.stealShare = 0.5 } == .theft)
        #expect(kind { $0.kernel.pawsDrops = 1 } == .fault)
        #expect(kind { $0.proof.rulesHash = "CPU stolen" } == .fault)
        #expect(
            kind {
                $0.kernel.stealShare = 0.5
                $0.completed = 0
            } == .fault
        )
        #expect(kind { _ in } == nil)
    }

    @Test("A cause that is counted but empty, a retransmitted segment and little steal void nothing")
    func harmless() {
        #expect(
            cause(on) {
                $0.failures = ["connect-timeout": 0]
                $0.kernel.retransmittedSegments = 3
                $0.kernel.stealShare = 0.1
            } == nil
        )
    }

    @Test("Of several faults the gravest is named")
    func gravest() {
        let all: (inout Measurement) -> Void = {
            $0.proof.rulesHash = "other"
            $0.proof.forbiddenProbe = "served"
            $0.completed = 0
        }
        #expect(cause(on, all)?.hasPrefix("rules differ") == true)
    }
}
