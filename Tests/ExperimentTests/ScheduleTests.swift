import Experiment
import Results
import Statistics
import Testing

@Suite("Schedule of a scale")
struct ScheduleTests {
    private let levels = [1, 2, 4, 8, 16, 32, 64, 128]

    private func schedule(arms: [Arm] = [.on], quads: Int = 10, seed: UInt64 = 1, scale: Int = 0) -> Schedule {
        Schedule(levels: levels, arms: arms, quads: quads, seed: seed, scaleIndex: scale)
    }

    @Test("Each round has one quad of every level and arm", arguments: [[Arm.on], [.idle, .on], [.off]])
    func rounds(arms: [Arm]) {
        let rounds = schedule(arms: arms).rounds
        #expect(rounds.count == 10)
        for (number, round) in rounds.enumerated() {
            #expect(round.allSatisfy { $0.round == number })
            for arm in arms {
                let ofArm = round.filter { $0.comparedArm == arm }
                #expect(ofArm.map(\.concurrency).sorted() == levels)
            }
            #expect(round.count == levels.count * arms.count)
        }
    }

    @Test("Each cell has as many ABBA as BAAB quads; of an odd number one is over", arguments: [1, 6, 7, 10, 20])
    func balance(quads: Int) {
        for level in levels {
            for arm in [Arm.idle, .on] {
                let cell = schedule(arms: [.idle, .on], quads: quads).rounds.joined()
                    .filter { $0.concurrency == level && $0.comparedArm == arm }
                let abba = cell.count { $0.pattern == .abba }
                #expect(cell.count == quads)
                #expect(abs(2 * abba - quads) == quads % 2)
            }
        }
    }

    @Test("Patterns and levels are shuffled, so that neither order repeats in every round")
    func shuffled() {
        let rounds = schedule(quads: 20).rounds
        #expect(Set(rounds.map { $0.map(\.concurrency) }).count > 15)
        let patterns = levels.map { level in rounds.joined().filter { $0.concurrency == level }.map(\.pattern) }
        #expect(Set(patterns).count > 5)
    }

    @Test("The odd quad is not always of the same pattern")
    func oddQuad() {
        let patterns = (0..<20).flatMap { schedule(quads: 1, seed: $0).rounds.joined().map(\.pattern) }
        let abba = patterns.count { $0 == .abba }
        #expect((50...110).contains(abba))
    }

    @Test("The same seed gives the same order; another seed or scale another")
    func seeded() {
        #expect(schedule() == schedule())
        #expect(schedule(seed: 1) != schedule(seed: 2))
        #expect(schedule(scale: 0) != schedule(scale: 1))
    }

    @Test("The order of a seed does not change from one version to the next")
    func pinned() {
        let first = Schedule(levels: [1, 8, 64], arms: [.on], quads: 2, seed: 42, scaleIndex: 0).rounds.joined()
            .map { "\($0.pattern.rawValue) \($0.concurrency)" }
        #expect(first == ["ABBA 1", "BAAB 64", "BAAB 8", "ABBA 8", "BAAB 1", "ABBA 64"])
    }

    @Test("The arms of a quad follow its pattern")
    func arms() {
        func arms(_ pattern: QuadContrast.Pattern, _ arm: Arm) -> [Arm] {
            Quad(round: 0, concurrency: 1, comparedArm: arm, pattern: pattern).arms
        }
        #expect(arms(.abba, .on) == [.off, .on, .on, .off])
        #expect(arms(.baab, .idle) == [.idle, .off, .off, .idle])
        #expect(arms(.baab, .off) == [.off, .off, .off, .off])
    }

    @Test("No quads, levels or arms make an empty schedule, not a crash")
    func empty() {
        #expect(schedule(quads: 0).rounds.isEmpty)
        #expect(schedule(quads: -1).rounds.isEmpty)
        let cellless = Schedule(levels: [], arms: [.on], quads: 3, seed: 1, scaleIndex: -1)
        #expect(cellless.rounds.flatMap(\.self).isEmpty)
    }
}
