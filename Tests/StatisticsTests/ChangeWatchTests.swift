import Statistics
import Testing

@Suite("Watching a series")
struct ChangeWatchTests {
    private let watch = ChangeWatch()

    /// Noise of one, correlated from point to point by `correlation`.
    private func noise(_ count: Int, correlation: Double, _ random: inout NormalSource) -> [Double] {
        let innovation = (1 - correlation * correlation).squareRoot()
        var last = random.next()
        return (0..<count).map { _ in
            defer { last = correlation * last + innovation * random.next() }
            return last
        }
    }

    private func quiet(_ count: Int) -> [Double] {
        (0..<count).map { 0.92 + [0.002, -0.003, 0.001, 0, -0.001, 0.003, -0.002][$0 % 7] }
    }

    @Test("A step is suspect with its first run and confirmed with its fourth, and stays so")
    func step() throws {
        for after in 1...20 {
            let changes = watch.changes(in: quiet(20) + quiet(after).map { $0 * 0.95 })
            #expect(changes.map(\.point.index) == [20], "after \(after) runs")
            #expect(changes.map(\.state) == [after < 4 ? .suspect : .confirmed], "after \(after) runs")
        }
    }

    @Test("A single bad run is suspect and nothing else, and forgotten with the second good one")
    func spike() {
        let spiked = quiet(20) + [0.8]
        #expect(watch.changes(in: spiked).map(\.state) == [.suspect])
        #expect(watch.changes(in: spiked + quiet(1)).allSatisfy { $0.state == .suspect })
        for more in 2...10 { #expect(watch.changes(in: spiked + quiet(more)).isEmpty) }
    }

    @Test("Up and down again are two changes")
    func wentAway() {
        let series = quiet(12) + quiet(10).map { $0 * 0.9 } + quiet(12)
        let changes = watch.changes(in: series)
        #expect(changes.map(\.point.index) == [12, 22])
        #expect(changes.map(\.state) == [.confirmed, .confirmed])
        #expect(changes[0].point.after.mean < changes[0].point.before.mean)
        #expect(!changes[0].point.isAlike(changes[1].point))
    }

    @Test("Right after a confirmed step the next one is suspect again")
    func secondStep() {
        let series = quiet(12) + quiet(10).map { $0 * 0.9 }
        let changes = watch.changes(in: series + [series[21] * 0.9])
        #expect(changes.map(\.point.index) == [12, 22])
        #expect(changes.map(\.state) == [.confirmed, .suspect])
    }

    @Test("Changes of less than the magnitude are no news, however clear")
    func small() {
        let series = quiet(20) + quiet(20).map { $0 * 0.98 }
        #expect(watch.changes(in: series).isEmpty)
        #expect(ChangeWatch(magnitude: 0.01).changes(in: series).map(\.state) == [.confirmed])
        #expect(watch.changes(in: quiet(20) + [0.9]).isEmpty)
        #expect(ChangeWatch(magnitude: 0.01).changes(in: quiet(20) + [0.9]).map(\.state) == [.suspect])
    }

    @Test("Regimes of less than four points are no news")
    func edges() {
        #expect(watch.changes(in: quiet(3).map { $0 * 0.9 } + quiet(20)).isEmpty)
        #expect(watch.changes(in: quiet(20) + quiet(3).map { $0 * 0.9 } + quiet(20)).isEmpty)
        #expect(watch.changes(in: []).isEmpty)
        #expect(watch.changes(in: [0.9]).isEmpty)
        #expect(!ChangeWatch.canJudge(count: 8))
        #expect(ChangeWatch.canJudge(count: 9))
    }

    @Test(
        "Series of 50 with noise correlated by 0.3, fine or coarse, have confirmed alarms in at most 2 %, asked at every run",
        arguments: [0.01, 0.02, 0.03, 0.05]
    )
    func falseAlarms(spread: Double) {
        var random = NormalSource(seed: 5)
        let alarmed = (0..<200).count { _ in
            let series = noise(50, correlation: 0.3, &random).map { 1 + spread * $0 }
            return (9...50).contains { count in
                watch.changes(in: Array(series[..<count])).contains { $0.state == .confirmed }
            }
        }
        #expect(Double(alarmed) <= 200 * 0.02)
    }

    @Test("A step of 5 % under noise of 1 % is suspect within three runs and confirmed within six, in 95 % of series")
    func delay() {
        var random = NormalSource(seed: 6)
        var suspect = 0
        var confirmed = 0
        for _ in 0..<200 {
            let series = noise(36, correlation: 0, &random).enumerated()
                .map { ($0.offset < 30 ? 1 : 0.95) * (1 + 0.01 * $0.element) }
            func isFound(within runs: Int, _ states: Set<ChangeWatch.State>) -> Bool {
                (1...runs).contains { run in
                    watch.changes(in: Array(series[..<(30 + run)])).contains {
                        states.contains($0.state) && $0.point.index >= 28
                    }
                }
            }
            suspect += isFound(within: 3, [.suspect, .confirmed]) ? 1 : 0
            confirmed += isFound(within: 6, [.confirmed]) ? 1 : 0
        }
        #expect(suspect >= 190)
        #expect(confirmed >= 190)
    }
}
