import Experiment
import Results
import Statistics
import Testing

@Suite("Schedule of a scale")
struct ScheduleTests {
    private let levels = [1, 2, 4, 8, 16, 32, 64, 128]

    private func schedule(
        _ comparisons: [Treatment] = [.on],
        quads: Int = 10,
        seed: UInt64 = 1,
        scale: Int = 0
    ) -> Schedule {
        Schedule(levels: levels, comparisons: comparisons, quads: quads, seed: seed, scaleIndex: scale)
    }

    @Test("Each round has one quad of every level and comparison", arguments: [[Treatment.on], [.idle, .on], [.off]])
    func rounds(comparisons: [Treatment]) {
        let rounds = schedule(comparisons).rounds
        #expect(rounds.count == 10)
        for (number, round) in rounds.enumerated() {
            #expect(round.allSatisfy { $0.round == number })
            for treatment in comparisons {
                let own = round.filter { $0.compared == treatment }
                #expect(own.map(\.concurrency).sorted() == levels)
            }
            #expect(round.count == levels.count * comparisons.count)
        }
    }

    @Test("Each cell has as many ABBA as BAAB quads; of an odd number one is over", arguments: [1, 6, 7, 10, 20])
    func balance(quads: Int) {
        for level in levels {
            for treatment in [Treatment.idle, .on] {
                let cell = schedule([.idle, .on], quads: quads).rounds.joined()
                    .filter { $0.concurrency == level && $0.compared == treatment }
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
        let first = Schedule(levels: [1, 8, 64], comparisons: [.on], quads: 2, seed: 42, scaleIndex: 0).rounds.joined()
            .map { "\($0.pattern.rawValue) \($0.concurrency)" }
        #expect(first == ["ABBA 1", "BAAB 64", "BAAB 8", "ABBA 8", "BAAB 1", "ABBA 64"])
    }

    @Test("The treatments of a quad follow its pattern")
    func treatments() {
        func treatments(_ pattern: QuadContrast.Pattern, _ compared: Treatment) -> [Treatment] {
            Quad(round: 0, concurrency: 1, compared: compared, pattern: pattern).treatments
        }
        #expect(treatments(.abba, .on) == [.off, .on, .on, .off])
        #expect(treatments(.baab, .idle) == [.idle, .off, .off, .idle])
        #expect(treatments(.baab, .off) == [.off, .off, .off, .off])
    }

    @Test("No quads, levels or arms make an empty schedule, not a crash")
    func empty() {
        #expect(schedule(quads: 0).rounds.isEmpty)
        #expect(schedule(quads: -1).rounds.isEmpty)
        let cellless = Schedule(levels: [], comparisons: [.on], quads: 3, seed: 1, scaleIndex: -1)
        #expect(cellless.rounds.flatMap(\.self).isEmpty)
    }
}
