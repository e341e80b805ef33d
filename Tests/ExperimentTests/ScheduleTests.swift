import Experiment
import Results
import Statistics
import Testing

@Suite("Schedule of a run")
struct ScheduleTests {
    private let levels = [1, 2, 4, 8, 16, 32, 64, 128]

    private func schedule(
        _ comparisons: [Treatment] = [.on],
        quads: Int = 10,
        seed: UInt64 = 1,
        scales: [Scale] = [.large],
        modes: [ConnectionMode] = [.perRequest]
    ) -> Schedule {
        Schedule(scales: scales, modes: modes, levels: levels, comparisons: comparisons, quads: quads, seed: seed)
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

    @Test("The same seed gives the same order, another seed another, and each scale has patterns of its own")
    func seeded() {
        #expect(schedule() == schedule())
        #expect(schedule(seed: 1) != schedule(seed: 2))
        let both = schedule(scales: [.small, .large])
        #expect(both == schedule(scales: [.small, .large]))
        let patterns = [Scale.small, .large].map { scale in
            both.rounds.joined().filter { $0.scale == scale }.sorted {
                ($0.round, $0.concurrency) < ($1.round, $1.concurrency)
            }.map(\.pattern)
        }
        #expect(patterns[0] != patterns[1])
    }

    @Test("A round holds every cell of every scale once, and no scale is always first")
    func scales() {
        let scales = [Scale(services: 1, pods: 1, localPods: 2), .small, .large]
        let rounds = schedule(quads: 20, scales: scales).rounds
        for round in rounds {
            #expect(round.count == 3 * levels.count)
            for scale in scales { #expect(round.filter { $0.scale == scale }.map(\.concurrency).sorted() == levels) }
        }
        for scale in scales {
            #expect((1...14).contains(rounds.count { $0.first?.scale == scale }))
            // Half of 24 cells come before the middle; 20 rounds of 8 have a standard deviation of 4.9.
            let early = rounds.reduce(0) { $0 + $1.prefix(12).count { $0.scale == scale } }
            #expect((60...100).contains(early))
        }
        // Two neighbours of 24 are of one scale with a probability of 7 in 23.
        let pairs = rounds.flatMap { zip($0, $0.dropFirst()).map { $0.scale == $1.scale } }
        #expect((90...190).contains(pairs.count { $0 }))
    }

    @Test("A round holds every cell in every mode of connections once, shuffled together")
    func modes() {
        let both = ConnectionMode.allCases
        let rounds = schedule(quads: 20, scales: [.small, .large], modes: both).rounds
        for round in rounds {
            for mode in both {
                let own = round.filter { $0.connections == mode }
                #expect(own.count == 2 * levels.count)
                #expect(Set(own.map(\.cell)).count == own.count)
            }
        }
        #expect((4...16).contains(rounds.count { $0.first?.connections == .keepAlive }))
        let balance = rounds.joined().filter {
            $0.connections == .keepAlive && $0.scale == .small && $0.concurrency == 8
        }
        #expect(balance.count { $0.pattern == .abba } == 10)
    }

    @Test(
        "With added latency a round has one cell more for each scale, mode and comparison, balanced and shuffled with the others"
    )
    func latency() {
        let plan = RunPlan.sample(
            scales: [.small, .large],
            levels: [1, 8, 64],
            quads: 20,
            arms: [.idle, .on],
            modes: [.perRequest, .keepAlive],
            latencyShare: 0.5
        )
        var without = plan
        without.latency = nil
        let rounds = Schedule(plan).rounds
        for round in rounds {
            #expect(round.count == 2 * 2 * 2 * (3 + 1))
            #expect(Set(round.map(\.cell)).count == round.count)
            #expect(round.count { $0.cell.load == .open } == 8)
        }
        // The place of one of 32 is drawn anew in each round.
        let places = rounds.compactMap { $0.firstIndex { $0.cell.load == .open } }
        #expect(Set(places).count > 3)
        let open = rounds.joined().filter { $0.cell.load == .open }
        for cell in Set(open.map(\.cell)) {
            #expect(open.count { $0.cell == cell && $0.pattern == .abba } == 10)
        }
        // Closed loops keep their patterns.
        func patterns(_ schedule: Schedule) -> [QuadLedger.Cell: [QuadContrast.Pattern]] {
            Dictionary(
                grouping: schedule.rounds.joined().filter { $0.scale == .small && $0.cell.load != .open },
                by: \.cell
            )
            .mapValues { $0.map(\.pattern) }
        }
        #expect(patterns(Schedule(plan)) == patterns(Schedule(without)))
    }

    @Test("The order of a seed does not change from one version to the next")
    func pinned() {
        let plan = RunPlan.sample(levels: [1, 8, 64], quads: 2, seed: 42)
        let first = Schedule(plan).rounds.joined().map { "\($0.pattern.rawValue) \($0.concurrency)" }
        #expect(first == ["ABBA 1", "BAAB 64", "BAAB 8", "ABBA 8", "BAAB 1", "ABBA 64"])
    }

    @Test("The treatments of a quad follow its pattern")
    func treatments() {
        func treatments(_ pattern: QuadContrast.Pattern, _ compared: Treatment) -> [Treatment] {
            Quad(scale: .large, round: 0, concurrency: 1, compared: compared, pattern: pattern).treatments
        }
        #expect(treatments(.abba, .on) == [.off, .on, .on, .off])
        #expect(treatments(.baab, .idle) == [.idle, .off, .off, .idle])
        #expect(treatments(.baab, .off) == [.off, .off, .off, .off])
    }

    @Test("No quads, levels or arms make an empty schedule, not a crash")
    func empty() {
        #expect(schedule(quads: 0).rounds.isEmpty)
        #expect(schedule(quads: -1).rounds.isEmpty)
        #expect(schedule(scales: []).rounds.flatMap(\.self).isEmpty)
        let cellless = Schedule(
            scales: [.large],
            modes: [.perRequest],
            levels: [],
            comparisons: [.on],
            quads: 3,
            seed: 1
        )
        #expect(cellless.rounds.flatMap(\.self).isEmpty)
    }
}
