import Addressing
import Cluster
import Conformance
import Testing

@Suite struct ProbeExpectationTests {
    private let first = IPv4Address(10, 244, 1, 2)
    private let second = IPv4Address(10, 244, 1, 3)

    private func backend(_ address: IPv4Address, _ standard: Bool, _ declared: Bool? = nil) -> ProbeExpectation.Backend
    {
        let declared = declared ?? standard
        return ProbeExpectation.Backend(
            address: .v4(address),
            standard: standard,
            declared: declared,
            reason: declared == standard ? nil : "a reason"
        )
    }

    @Test("One pod: the verdict is right or a mismatch")
    func onePod() {
        let open = ProbeExpectation(backends: [backend(first, true)])
        #expect(open.judgement(on: .reached(first)).kind == .right)
        #expect(open.judgement(on: .refused).kind == .mismatch)
        #expect(open.judgement(on: .silent).kind == .mismatch)
        let closed = ProbeExpectation(backends: [backend(first, false)])
        #expect(closed.judgement(on: .reached(first)).kind == .mismatch)
        #expect(closed.judgement(on: .refused).kind == .right)
        #expect(open.isAllowed && !closed.isAllowed)
    }

    @Test(
        "What the controller is declared to do otherwise is a deviation, with its reason, and the API's way a mismatch"
    )
    func declared() {
        let leaky = ProbeExpectation(backends: [backend(first, false, true)])
        #expect(
            leaky.judgement(on: .reached(first)) == Judgement(isRight: false, isDeclared: true, reason: "a reason")
        )
        #expect(leaky.judgement(on: .reached(first)).kind == .deviation)
        #expect(leaky.judgement(on: .refused) == Judgement(isRight: true, isDeclared: false))
        #expect(leaky.judgement(on: .refused).kind == .mismatch)
        let strict = ProbeExpectation(backends: [backend(first, true, false)])
        #expect(strict.judgement(on: .refused) == Judgement(isRight: false, isDeclared: true, reason: "a reason"))
    }

    @Test("Two endpoints of a Service: the one that answers decides, and a denial may be either's")
    func service() {
        let mixed = ProbeExpectation(backends: [backend(first, true), backend(second, false)])
        #expect(mixed.judgement(on: .reached(first)).kind == .right)
        #expect(mixed.judgement(on: .reached(second)).kind == .mismatch)
        #expect(mixed.judgement(on: .refused).kind == .right)
        let open = ProbeExpectation(backends: [backend(first, true), backend(second, true)])
        #expect(open.judgement(on: .silent).kind == .mismatch)
    }

    @Test("An answer of somebody else is never right")
    func stranger() {
        let judgement = ProbeExpectation(backends: [backend(first, true)]).judgement(on: .reached(second))
        #expect(judgement.kind == .mismatch)
        #expect(judgement.reason == "10.244.1.3 is no endpoint of what was dialled")
    }

    @Test("A Service that leads nowhere must not answer")
    func nobody() {
        let nobody = ProbeExpectation(backends: [])
        #expect(nobody.judgement(on: .refused).kind == .right)
        #expect(nobody.judgement(on: .reached(first)).kind == .mismatch)
        #expect(!nobody.isAllowed)
    }
}
