@testable import Experiment
import Results
import Rules
import Testing

@Suite("Which rules a calibration tries")
struct CalibrationLadderTests {
    @Test("Every kind is tried at three places or more, the commented jump from 0 to the most")
    func full() {
        let ladder = CalibrationLadder()
        #expect(ladder.kinds == RuleWork.allCases)
        for work in ladder.kinds { #expect(ladder.steps.count { $0.work == work && $0.count > 0 } >= 3) }
        #expect(ladder.steps(of: .comment).map(\.count) == [0, 100, 250, 500, 1000, 2000])
        #expect(ladder.steps(of: .set).map(\.count) == [0, 125, 250, 500])
        #expect(Set(ladder.steps.map(\.treatment)).count == ladder.steps.count)
        #expect(ladder.extraRules.count == ladder.steps.count)
    }

    @Test("Kinds of nftables have an empty table at their lower end, as the table costs something too")
    func nftables() {
        let ladder = CalibrationLadder(kinds: [.nftSet], most: 40)
        #expect(ladder.kinds == [.nftSet, .nftHook])
        #expect(ladder.steps(of: .nftSet).map(\.work) == [.nftHook, .nftSet, .nftSet, .nftSet])
        #expect(ladder.steps(of: .nftSet).map { $0.tests(of: .nftSet) } == [0, 3, 5, 10])
        #expect(!ladder.steps.contains { !$0.work.isNftables })
    }

    @Test("A few rules make a small ladder without a step twice")
    func small() {
        let ladder = CalibrationLadder(kinds: [.comment, .hit], most: 8)
        #expect(ladder.steps.map(\.treatment.controller).first == "iptables-header-0")
        #expect(ladder.kinds == [.comment, .hit])
        #expect(ladder.steps(of: .hit).map(\.count) == [0, 1, 2])
        #expect(ladder.steps(of: .comment).map(\.count) == [0, 1, 2, 4, 8])
    }
}
