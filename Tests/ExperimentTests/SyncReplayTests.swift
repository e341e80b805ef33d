@testable import Experiment
import Foundation
import Layouts
import Linux
import Results
import Testing

/// Processes that need no rights: here only how they are started, counted and ended matters.
@Suite("Replay of syncs", .serialized)
struct SyncReplayTests {
    private static let version = SyncStep(.iptables, ["--version"])

    private func replay(_ steps: [SyncStep], period: Double = 1, phase: Double? = nil) throws -> SyncReplay {
        let clock =
            phase.map { SyncClock(period: period, steps: steps.count, phase: $0) }
            ?? .due(period: period, steps: steps.count)
        return SyncReplay(SyncWork(steps), on: try OwnedThread(), of: "test", at: clock)
    }

    /// Waits until `condition` holds; false if it does not for ten seconds.
    private func eventually(_ condition: () -> Bool) -> Bool {
        for _ in 0..<2000 {
            if condition() { return true }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return false
    }

    @Test("Every process is counted, with its share of a sync and its CPU time")
    func counts() throws {
        let replay = try replay([Self.version, Self.version, Self.version], period: 1000)
        #expect(eventually { replay.use.processes == 3 })
        let (clock, failure) = replay.end()
        #expect(failure == nil)
        #expect(replay.use.processes == 3)
        #expect(abs(replay.use.syncs - 1) < 1e-9)
        #expect(replay.use.cpuSeconds > 0)
        #expect(replay.use.busySeconds > 0)
        #expect(clock.step == nil)
        #expect(clock.dueIn > 900)
    }

    @Test("Nothing is started before it is due, and the time that passes is kept")
    func waiting() throws {
        let replay = try replay([Self.version], period: 1000, phase: 0.5)
        Thread.sleep(forTimeInterval: 0.1)
        let (clock, failure) = replay.end()
        #expect(failure == nil)
        #expect(replay.use.processes == 0)
        #expect(replay.use.busySeconds == 0)
        #expect(clock.dueIn < 499.95)
        #expect(clock.dueIn > 400)
    }

    @Test("An end in the middle of a sync keeps its place, and no process is left")
    func middle() throws {
        let replay = try replay(Array(repeating: Self.version, count: 100_000), period: 1000)
        #expect(eventually { replay.use.processes > 2 })
        let (clock, _) = replay.end()
        let processes = replay.use.processes
        #expect(clock.step == processes)
        Thread.sleep(forTimeInterval: 0.1)
        #expect(replay.use.processes == processes)
        #expect(try children().isEmpty)
    }

    @Test("A replay that is let go of ends by itself")
    func dropped() throws {
        var replay: SyncReplay? = try replay(Array(repeating: Self.version, count: 100_000), period: 1000)
        #expect(eventually { (replay?.use.processes ?? 0) > 0 })
        replay = nil
        #expect(try children().isEmpty)
    }

    @Test("A process that ends otherwise than it must ends the replay, and says why")
    func failure() throws {
        let replay = try replay([Self.version, SyncStep(.ipset, ["--no-such-option"]), Self.version])
        #expect(eventually { replay.use.processes == 1 })
        Thread.sleep(forTimeInterval: 0.1)
        let failure = try #require(replay.end().failure)
        #expect(failure.hasPrefix("sync failed: ipset --no-such-option exited with status "))
        #expect(failure.contains(": ipset v") || failure.contains("option"))
        #expect(!failure.contains("\n"))
        #expect(replay.use.processes == 1)
    }

    @Test("A process that must say no and says yes has failed")
    func unexpectedSuccess() throws {
        let error = try #require(throws: TestbedError.self) {
            _ = try SyncReplay.run(SyncStep(.iptables, ["--version"], status: 1))
        }
        #expect(error.description == "sync failed: iptables-legacy --version exited with status 0")
        #expect(error.kind == .unproven)
    }

    @Test("What was used up to a moment is subtracted field by field")
    func difference() {
        let later = SyncUse(processes: 5, syncs: 0.5, busySeconds: 2, cpuSeconds: 1.5)
        let use = later - SyncUse(processes: 2, syncs: 0.25, busySeconds: 0.5, cpuSeconds: 1)
        #expect(use == SyncUse(processes: 3, syncs: 0.25, busySeconds: 1.5, cpuSeconds: 0.5))
        #expect(use.tally.processes == 3)
        #expect(use.tally.busySeconds == 1.5)
    }

    /// The processes named as the steps' programs that this one has as children.
    private func children() throws -> [String] {
        let own = getpid()
        let all = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
        return all.compactMap { id in
            guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
                let end = stat.lastIndex(of: ")"),
                stat[end...].split(separator: " ").dropFirst(2).first.map({ Int32($0) == own }) == true
            else { return nil }
            return stat.contains("(xtables") || stat.contains("(ipset") || stat.contains("(iptables") ? stat : nil
        }
    }
}
