import History
import Results
import Statistics
import Testing

@Suite("Judging the newest run")
struct HistoryCheckTests {
    private let scratch: ScratchDirectory
    private let today = "2026-02-01"

    init() throws { scratch = try ScratchDirectory() }

    private func quiet(_ count: Int, _ level: Double = 0.92) -> [Double] {
        (0..<count).map { level + SampleEntry.noise($0) }
    }

    private func check(_ ratios: [Double], offRates: [Double] = [], everyLevel: Bool = false) throws -> HistoryCheck {
        try SampleEntry.store(at: scratch.path(), ratios: ratios, offRates: offRates)
            .check(everyLevel: everyLevel, today: today)
    }

    @Test("Eight runs are no baseline for the newest, nine are")
    func baseline() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(8))
        #expect(try store.check(today: today).outcome == .baselineMissing)
        _ = try store.add(SampleEntry.entry(SampleEntry.run(day: 20)))
        #expect(try store.check(today: today).outcome == .clean)
    }

    @Test("A fall is suspect at first and a regression with its fourth run, named with the runs it lies between")
    func regression() throws {
        #expect(try check(quiet(12) + [0.86]).outcome == .suspect)
        let scratch = try ScratchDirectory()
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(12) + quiet(4, 0.86))
        let found = try store.check(today: today)
        #expect(found.outcome == .regression)
        #expect(found.entry == 16)
        let change = try #require(found.trends[0].regressions.first)
        #expect(change.previous.revision == "r12")
        #expect(change.first.revision == "r13")
        #expect(abs(change.percent + 6.5) < 0.3)
        #expect(!change.isEnvironmental)
        // Judged as of then, an earlier run was not.
        #expect(try store.check(entry: 14, today: today).outcome == .suspect)
        #expect(try store.check(entry: 12, today: today).outcome == .clean)
    }

    @Test("A rise is no regression, and neither is a fall that went away")
    func harmless() throws {
        let rise = try check(quiet(12, 0.86) + quiet(8))
        #expect(rise.outcome == .clean)
        #expect(rise.trends[0].changes.map(\.state) == [.confirmed])

        let scratch = try ScratchDirectory()
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(12) + quiet(8, 0.86) + quiet(8))
        let gone = try store.check(today: today)
        #expect(gone.outcome == .clean)
        #expect(gone.trends[0].changes.map(\.isUndone) == [true, false])
    }

    @Test("A fall that a partial recovery leaves open is one still")
    func partial() throws {
        #expect(try check(quiet(12) + quiet(8, 0.80) + quiet(8, 0.86)).outcome == .regression)
    }

    @Test("An acknowledged fall fails nothing until the day after its last")
    func acknowledged() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(12) + quiet(6, 0.86))
        try store.acknowledge(Acknowledgement(entry: 13, reason: "more policies", expires: "2026-02-01"))
        let check = try store.check(today: "2026-02-01")
        #expect(check.outcome == .clean)
        #expect(check.trends[0].changes[0].acknowledgement?.reason == "more policies")
        #expect(try store.check(today: "2026-02-02").outcome == .regression)
    }

    @Test("An acknowledgement of one fall does not cover the next")
    func nextFall() throws {
        let store = try SampleEntry.store(
            at: scratch.path(),
            ratios: quiet(12) + quiet(8, 0.86) + quiet(6, 0.80)
        )
        try store.acknowledge(Acknowledgement(entry: 13, reason: "more policies", expires: "2026-12-31"))
        let regressions = try store.check(today: today).trends[0].regressions
        #expect(regressions.map(\.first.entry) == [21])
    }

    @Test("A step of off alone is no regression; one beside a fall is told")
    func canary() throws {
        let slow = (0..<18).map { ($0 < 12 ? 13_000 : 9_000) * (1 + SampleEntry.noise($0)) }
        let alone = try check(quiet(18), offRates: slow)
        #expect(alone.outcome == .clean)
        #expect(alone.trends[0].changes.isEmpty)

        let scratch = try ScratchDirectory()
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(12) + quiet(6, 0.86), offRates: slow)
        let both = try store.check(today: today)
        #expect(both.outcome == .regression)
        #expect(both.trends[0].changes.map(\.isEnvironmental) == [true])
    }

    @Test("Levels are judged only when asked for")
    func levels() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(10))
        #expect(try store.check(today: today).trends.map(\.key.concurrency) == [nil])
        #expect(try store.check(everyLevel: true, today: today).trends.map(\.key.concurrency) == [32, nil])
    }

    @Test("Runs of other kinds or machines are no part of a series")
    func kinds() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: quiet(10))
        _ = try store.add(SampleEntry.entry(SampleEntry.run(day: 20, machine: ["fingerprint": "77aa"]), ratio: 0.5))
        #expect(try store.check(today: today).outcome == .baselineMissing)
        _ = try store.add(SampleEntry.entry(SampleEntry.run(day: 21)))
        #expect(try store.check(today: today).outcome == .clean)
    }

    @Test("An empty history and an entry that is not there have no baseline")
    func empty() throws {
        let store = try HistoryStore(at: scratch.path(), creating: true)
        for entry in [nil, 3] as [Int64?] {
            let error = #expect(throws: HistoryError.self) { try store.check(entry: entry, today: today) }
            #expect(error?.kind == .missing)
        }
    }

    @Test("Regimes are the runs between changes, with their means")
    func regimes() throws {
        let regimes = try check(quiet(14) + quiet(7, 0.86)).trends[0].regimes
        #expect(regimes.map(\.places) == [0..<14, 14..<21])
        #expect(abs(regimes[0].mean - 0.92) < 1e-9)
        #expect(abs(regimes[1].mean - 0.86) < 1e-9)
    }
}
