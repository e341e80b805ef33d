import Foundation
import GRDB
import History
import Results
import Statistics
import Testing

@Suite("The history's file")
struct HistoryStoreTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test("What was added is read back as it was, also by the next who opens the file")
    func roundTrip() throws {
        let entry = SampleEntry.entry(SampleEntry.run(day: 2), ratio: 0.875)
        let added = try HistoryStore(at: scratch.path(), creating: true).add(entry)
        #expect(added.id == 1)
        #expect(added.isNew)
        let store = try HistoryStore(at: scratch.path())
        var expected = entry
        expected.id = 1
        #expect(try store.entry(1) == expected)
        #expect(try store.newestEntry() == 1)
        let line = try #require(try store.lines().first)
        #expect((line.id, line.started, line.revision) == (1, "2026-01-02T03:04:05Z", "1a2b3c"))
        #expect((line.machine, line.controller) == ("1f0c", "kube-router-0.2.0"))
    }

    @Test("An entry has a point in each series: ratio and canary, of the level and over all")
    func series() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: [0.92, 0.91], offRates: [12_000, 12_500])
        let keys = try store.series()
        #expect(keys.count == 4)
        #expect(try store.series(of: 2) == keys)
        #expect(Set(keys.map(\.metric)) == [.ratio, .offRate])
        let ratio = try #require(keys.first { $0.metric == .ratio && $0.concurrency == nil })
        let points = try store.points(of: ratio)
        #expect(points.map(\.entry) == [1, 2])
        #expect(points.map(\.revision) == ["r1", "r2"])
        #expect(zip(points.map(\.value.estimate), [0.92, 0.91]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(abs(points[0].value.interval.low - 0.915) < 1e-12)
        #expect(abs(points[0].value.interval.high - 0.925) < 1e-12)
        #expect(try store.points(of: ratio.canary).map { $0.value.estimate.rounded() } == [12_000, 12_500])
        #expect(try store.points(of: ratio.canary).allSatisfy { !$0.value.interval.isKnown })
    }

    @Test("Points are in the order of the runs, not of the adding")
    func order() throws {
        let store = try HistoryStore(at: scratch.path(), creating: true)
        for day in [3, 1, 2] {
            _ = try store.add(SampleEntry.entry(SampleEntry.run(day: day), ratio: 0.9 + 0.01 * Double(day)))
        }
        #expect(try store.lines().map(\.id) == [2, 3, 1])
        #expect(try store.newestEntry() == 1)
        let key = try #require(try store.series().first { $0.metric == .ratio })
        #expect(try store.points(of: key).map(\.entry) == [2, 3, 1])
    }

    @Test("A run is added once, however often it is given")
    func twice() throws {
        let store = try HistoryStore(at: scratch.path(), creating: true)
        _ = try store.add(SampleEntry.entry())
        let again = try store.add(SampleEntry.entry(revision: "other"))
        #expect(again.id == 1)
        #expect(!again.isNew)
        #expect(try store.entry(1).revision == "1a2b3c")
    }

    @Test("Runs that nothing can be told from are refused, with the cause")
    func unsuitable() throws {
        let store = try HistoryStore(at: scratch.path(), creating: true)
        var empty = SampleEntry.entry()
        empty.costs = []
        let bad: [(HistoryEntry, String)] = [
            (SampleEntry.entry(SampleEntry.run(outcome: .invalid)), "it is invalid"),
            (SampleEntry.entry(SampleEntry.run(outcome: .running)), "it is running"),
            (SampleEntry.entry(SampleEntry.run(machine: [:])), "on what machine"),
            (empty, "no cost"),
        ]
        for (entry, cause) in bad {
            let error = #expect(throws: HistoryError.self) { try store.add(entry) }
            #expect(error?.kind == .unsuitable)
            #expect(error?.description.contains(cause) == true)
        }
        #expect(try store.lines().isEmpty)
    }

    @Test("Entries and points never change, whoever asks")
    func appendOnly() throws {
        _ = try SampleEntry.store(at: scratch.path(), ratios: [0.92])
        let raw = try DatabaseQueue(path: scratch.path())
        for statement in ["UPDATE entry SET revision = 'x'", "UPDATE point SET value = 1"] {
            #expect(throws: DatabaseError.self) { try raw.write { try $0.execute(sql: statement) } }
        }
    }

    @Test("Pruning keeps the newest runs, gives no number again, and leaves no series without a point")
    func prune() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: [0.92, 0.91, 0.9, 0.93])
        try store.acknowledge(Acknowledgement(entry: 1, reason: "known", expires: "2026-12-31"))
        #expect(try store.prune(keeping: 2) == 2)
        #expect(try store.lines().map(\.id) == [3, 4])
        #expect(try store.acknowledgements().isEmpty)
        #expect(try store.points(of: store.series()[0]).map(\.entry) == [3, 4])
        #expect(try store.prune(keeping: 0) == 2)
        #expect(try store.series().isEmpty)
        #expect(try store.add(SampleEntry.entry(SampleEntry.run(day: 9))).id == 5)
    }

    @Test("What is missing or no history is said so")
    func missing() throws {
        let absent = #expect(throws: HistoryError.self) { try HistoryStore(at: scratch.path()) }
        #expect(absent?.kind == .missing)
        #expect(!FileManager.default.fileExists(atPath: scratch.path()))

        let store = try HistoryStore(at: scratch.path(), creating: true)
        let entry = #expect(throws: HistoryError.self) { try store.entry(7) }
        #expect(entry?.kind == .missing)
        let unknown = Acknowledgement(entry: 7, reason: "x", expires: "2026-12-31")
        let change = #expect(throws: HistoryError.self) { try store.acknowledge(unknown) }
        #expect(change?.kind == .missing)

        try Data("no database, but long enough to look at".utf8).write(to: scratch.url.appending(path: "text"))
        let text = #expect(throws: HistoryError.self) { try HistoryStore(at: scratch.path("text")) }
        #expect(text?.description.contains("file is not a database") == true)

        let other = try DatabaseQueue(path: scratch.path("other"))
        try other.write { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER)") }
        let foreign = #expect(throws: HistoryError.self) { try HistoryStore(at: scratch.path("other"), creating: true) }
        #expect(foreign?.description.contains("another program's") == true)
    }

    @Test("A newer npbench's file is refused")
    func newer() throws {
        _ = try HistoryStore(at: scratch.path(), creating: true)
        try DatabaseQueue(path: scratch.path()).write { try $0.execute(sql: "PRAGMA user_version = 2") }
        let error = #expect(throws: HistoryError.self) { try HistoryStore(at: scratch.path()) }
        #expect(error?.kind == .unsuitable)
        #expect(error?.description.contains("schema 2 is newer than 1") == true)
    }
}
