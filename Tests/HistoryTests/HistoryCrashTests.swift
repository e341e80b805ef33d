import Foundation
import GRDB
import History
import Results
import Testing

/// A crash leaves the file and its log as they are at that moment: the tests copy them then, and open the copy.
@Suite("A history whose writer dies, and one with many writers")
struct HistoryCrashTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// Copies the file and what of its log is left: all, or so many bytes.
    private func copy(logBytes: Int? = nil) throws -> String {
        let copy = scratch.path(UUID().uuidString)
        try FileManager.default.copyItem(atPath: scratch.path(), toPath: copy)
        let log = try Data(contentsOf: URL(filePath: scratch.path() + "-wal"))
        try log.prefix(logBytes ?? log.count).write(to: URL(filePath: copy + "-wal"))
        return copy
    }

    @Test("What was added before is whole, and what was being written is not there")
    func halfway() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: [0.92, 0.91])
        let writer = try DatabaseQueue(path: scratch.path())
        var left = ""
        try writer.inTransaction { database in
            try database.execute(
                sql: "INSERT INTO entry (started, revision, run, cost, curves) VALUES ('x', 'x', 'x', 'x', 'x')"
            )
            left = try copy()
            return .rollback
        }
        let survivor = try HistoryStore(at: left)
        #expect(try survivor.lines().map(\.revision) == ["r1", "r2"])
        #expect(try survivor.lines() == store.lines())
        #expect(try survivor.add(SampleEntry.entry(SampleEntry.run(day: 9))).isNew)
    }

    @Test("A log that is torn anywhere leaves the first entries, each with all its points")
    func torn() throws {
        let store = try SampleEntry.store(at: scratch.path(), ratios: [0.92, 0.91, 0.9, 0.93, 0.92])
        let all = try store.lines()
        let size = try Data(contentsOf: URL(filePath: scratch.path() + "-wal")).count
        var counts: Set<Int> = []
        for bytes in stride(from: size, through: 0, by: -max(1, size / 40)) {
            let survivor = try HistoryStore(at: try copy(logBytes: bytes), creating: true)
            let lines = try survivor.lines()
            #expect(lines == Array(all.prefix(lines.count)))
            for line in lines { #expect(try survivor.series(of: line.id).count == 4) }
            counts.insert(lines.count)
        }
        #expect(counts == [0, 1, 2, 3, 4, 5])
    }

    @Test("Writers at the same time, each with its own connection from the first moment, lose nothing")
    func concurrent() async throws {
        let path = scratch.path()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...8 {
                group.addTask {
                    let store = try HistoryStore(at: path, creating: true)
                    for hour in 0..<10 {
                        let run = SampleEntry.run(day: writer, hour: hour)
                        #expect(try store.add(SampleEntry.entry(run, revision: "\(writer)/\(hour)")).isNew)
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try HistoryStore(at: path)
        let lines = try store.lines()
        #expect(lines.count == 80)
        #expect(Set(lines.map(\.revision)).count == 80)
        for key in try store.series() { #expect(try store.points(of: key).count == 80) }
        let sound = try await DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(sound == "ok")
    }
}
