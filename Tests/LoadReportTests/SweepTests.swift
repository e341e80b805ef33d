import Load
import LoadReport
import Testing

@Suite("A sweep")
struct SweepTests {
    @Test("Each repeat visits every level once, in an order that the seed decides")
    func order() {
        let rounds = SweepOrder.rounds(levels: [1, 2, 4, 8, 16], repeats: 20, seed: 1)
        #expect(rounds.count == 20)
        #expect(rounds.allSatisfy { $0.sorted() == [1, 2, 4, 8, 16] })
        #expect(Set(rounds).count > 10)
        #expect(rounds == SweepOrder.rounds(levels: [1, 2, 4, 8, 16], repeats: 20, seed: 1))
        #expect(rounds != SweepOrder.rounds(levels: [1, 2, 4, 8, 16], repeats: 20, seed: 2))
    }

    @Test("A row has a cell for each column, and an empty one for what is not known")
    func row() {
        let columns = SweepRow.header.dropLast().split(separator: ",")
        let row = SweepRow(round: 2, load: .sample { $0.result.failures = [.connectRefused: 3] })
        let cells = row.line.dropLast().split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells.count == columns.count && row.line.hasSuffix("\n"))
        let byName = Dictionary(uniqueKeysWithValues: zip(columns.map(String.init), cells.map(String.init)))
        #expect(byName["repeat"] == "2" && byName["concurrency"] == "8" && byName["seconds"] == "0.150000")
        #expect(byName["completed"] == "2000" && byName["failed"] == "3" && byName["qps"] == "13333.333")
        #expect(byName["cpu_us_per_request"] == "30.000")
        #expect(byName["syn_retransmits"] == "" && byName["limit"] == "server-bound")
    }

    @Test("The summary has the t interval of the repeats, and leaves interrupted points out")
    func summary() {
        func point(_ concurrency: Int, _ completed: Int, interrupted: Bool = false) -> SweepRow {
            SweepRow(
                round: 1,
                load: .sample {
                    $0.plan.concurrency = concurrency
                    $0.result.completed = completed
                    $0.result.elapsed = .seconds(1)
                    $0.isInterrupted = interrupted
                }
            )
        }
        let text = SweepSummary([
            point(4, 900), point(4, 1000), point(4, 1100), point(1, 500), point(1, 1, interrupted: true),
        ]).text
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("1 1 500 "))
        // 1000 +- 4.302653 (t, 2 degrees of freedom) * 100 / sqrt(3)
        #expect(lines[2].hasPrefix("4 3 1000 (752 to 1248) "))
    }

    @Test("The live line counts over the last second, and says what is left")
    func live() {
        var line = LiveLine(length: 10, requests: 5000)
        func text(_ seconds: Double, _ completed: Int) -> String {
            line.text(LiveLine.Reading(seconds: seconds, completed: completed, failed: 2, p99: 1500))
        }
        #expect(text(0, 0) == "0 requests/s, p99 1.500 ms, 2 failed, 4998 requests or 10 s left")
        #expect(text(0.5, 500).hasPrefix("1000 requests/s, "))
        #expect(text(1.5, 700).hasPrefix("200 requests/s, "))
        #expect(text(11, 6000).hasSuffix("0 requests or 0 s left"))
        var endless = LiveLine(length: nil, requests: nil)
        #expect(endless.text(LiveLine.Reading(seconds: 0, completed: 0, failed: 0, p99: 0)).hasSuffix("0 failed"))
    }
}
