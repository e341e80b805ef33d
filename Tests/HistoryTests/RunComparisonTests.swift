import History
import Results
import Statistics
import Testing

@Suite("Two runs side by side")
struct RunComparisonTests {
    /// An entry with these costs over all levels, one a scale, and half-widths in percent of QPS.
    private func entry(_ costs: (percent: Double, half: Double)...) -> HistoryEntry {
        HistoryEntry(
            revision: "",
            run: SampleEntry.run(),
            costs: costs.enumerated().map { index, cost in
                SampleEntry.row {
                    $0.scale.pods = 2000 * (index + 1)
                    $0.concurrency = nil
                    ($0.costPercent, $0.low, $0.high) = (
                        cost.percent, cost.percent - cost.half, cost.percent + cost.half
                    )
                }
            },
            curves: []
        )
    }

    @Test("A run compared with itself has changed by nothing, with an interval sqrt 2 as wide")
    func itself() throws {
        let run = entry((8, 0.5))
        let row = try #require(RunComparison(base: run, new: run).rows.first)
        #expect(row.changePercent == 0)
        #expect(row.comparison == .equivalent)
        #expect(row.adjustedP == 1)
        // Ten degrees of freedom instead of five narrow it: t is 2.228 instead of 2.571.
        let expected = 0.5 / 0.92 * 2.0.squareRoot() * 2.2281 / 2.5706
        #expect(abs((row.interval.high - row.interval.low) / 2 - expected) < 0.005)
    }

    @Test("More cost is slower, less is faster, and swapping both turns the sign")
    func directions() throws {
        let worse = RunComparison(base: entry((8, 0.5)), new: entry((13, 0.5)))
        #expect(worse.rows.map(\.comparison) == [.slower])
        #expect(abs(worse.rows[0].changePercent - 100 * (1 - 0.87 / 0.92)) < 1e-9)
        #expect(worse.regressions.count == 1)
        let better = RunComparison(base: entry((13, 0.5)), new: entry((8, 0.5)))
        #expect(better.rows.map(\.comparison) == [.faster])
        #expect(better.regressions.isEmpty)
        #expect(better.rows[0].adjustedP == worse.rows[0].adjustedP)
    }

    @Test("A clear change below the margin is slower, and no regression")
    func margin() {
        let base = entry((8, 0.1))
        let new = entry((9.5, 0.1))
        let comparison = RunComparison(base: base, new: new)
        #expect(comparison.rows.map(\.comparison) == [.slower])
        #expect(comparison.regressions.isEmpty)
        #expect(RunComparison(base: base, new: new, marginPercent: 1).regressions.count == 1)
    }

    @Test("Wide intervals decide nothing, and neither do unknown ones")
    func undecided() {
        let wide = RunComparison(base: entry((8, 6)), new: entry((12, 6)))
        #expect(wide.undecided.count == 1)
        let unknown = RunComparison(base: entry((8, .nan)), new: entry((20, 0.5)))
        #expect(unknown.undecided.map(\.adjustedP) == [1])
        #expect(unknown.regressions.isEmpty)
    }

    @Test("Holm's adjustment runs over scales and over cells apart")
    func families() {
        func both(_ percent: Double) -> HistoryEntry {
            var entry = entry((percent, 1), (percent, 1))
            entry.costs +=
                entry.costs.map { row in
                    var cell = row
                    cell.concurrency = 32
                    return cell
                }
                + entry.costs.map { row in
                    var cell = row
                    cell.concurrency = 64
                    return cell
                }
            return entry
        }
        let rows = RunComparison(base: both(8), new: both(9.5)).rows
        let single = RunComparison(base: entry((8, 1)), new: entry((9.5, 1))).rows[0].adjustedP
        #expect(rows.count == 6)
        for row in rows {
            #expect(abs(row.adjustedP - min(1, single * (row.isPrimary ? 2 : 4))) < 1e-12)
        }
    }

    @Test("What only one run measured is named and not compared")
    func unmatched() {
        let comparison = RunComparison(base: entry((8, 0.5), (9, 0.5)), new: entry((8, 0.5)))
        #expect(comparison.rows.count == 1)
        #expect(
            comparison.unmatched == [
                "1000service4000pod, 82 per node, all levels, kube-router-0.2.0, per-request (base only)"
            ]
        )
    }

    @Test("Of runs with several controllers each is compared with itself; of two with one each, both are")
    func controllers() {
        func both(_ first: Double, _ second: Double) -> HistoryEntry {
            var both = entry((first, 0.5), (second, 0.5))
            both.run.plan.controller = "a,b"
            (both.costs[0].controller, both.costs[1].controller) = ("a", "b")
            both.costs[1].scale = both.costs[0].scale
            return both
        }
        let rows = RunComparison(base: both(8, 9), new: both(8, 15)).rows
        #expect(rows.map(\.comparison) == [.equivalent, .slower])
        var other = entry((8, 0.5))
        other.costs[0].controller = "other"
        #expect(RunComparison(base: entry((8, 0.5)), new: other).rows.count == 1)
    }

    @Test("Simulated runs without a change are called slower or faster in about 5 % of pairs")
    func coverage() {
        var random = SeededGenerator(seed: 11)
        func normal() -> Double {
            // Twelve uniforms: near enough to normal, and in four lines.
            (0..<12).reduce(-6.0) { sum, _ in sum + Double(random.next() >> 11) * 0x1p-53 }
        }
        func simulated() -> HistoryEntry {
            let estimate = PairedEstimate((0..<6).map { _ in -0.08 + 0.01 * normal() })
            let cost = LogRatio.costPercent(estimate.interval())
            var entry = entry((0, 0))
            (entry.costs[0].costPercent, entry.costs[0].low, entry.costs[0].high) = (
                LogRatio.costPercent(estimate.mean), cost.low, cost.high
            )
            return entry
        }
        let alarms = (0..<1000).count { _ in
            let comparison = RunComparison(base: simulated(), new: simulated()).rows[0].comparison
            return comparison == .slower || comparison == .faster
        }
        // Binomial bounds of 5 % at three standard deviations.
        #expect((29...71).contains(alarms))
    }

    @Test("What differs in kind is named with both values")
    func kinds() {
        let base = RunKind(SampleEntry.run())
        let new = RunKind(
            SampleEntry.run(day: 9, machine: ["fingerprint": "77aa"]) {
                $0.controller = "kube-router-2.11"
                $0.quads = 12
            }
        )
        #expect(
            base.differences(to: new) == [
                RunKind.Difference(name: "machine", base: "1f0c", new: "77aa"),
                RunKind.Difference(name: "controller", base: "kube-router-0.2.0", new: "kube-router-2.11"),
            ]
        )
        #expect(base.differences(to: RunKind(SampleEntry.run(day: 4) { $0.seed = 9 })).isEmpty)
        let injected = RunKind(SampleEntry.run { $0.injectedRules = 45 })
        #expect(
            base.differences(to: injected) == [RunKind.Difference(name: "injected rules", base: "0", new: "45")]
        )
        #expect(base.differences(to: RunKind(SampleEntry.run { $0.injectedRules = 0 })).isEmpty)
    }

    @Test("Syncs of another period make another kind, but not the runs without any")
    func syncPeriod() {
        let often = RunKind(SampleEntry.run { $0.churnSeconds = 5 })
        let seldom = RunKind(SampleEntry.run { $0.churnSeconds = 30 })
        #expect(
            often.differences(to: seldom) == [RunKind.Difference(name: "sync period", base: "5.0 s", new: "30.0 s")]
        )
        #expect(often.differences(to: often).isEmpty)
        #expect(often.differences(to: RunKind(SampleEntry.run())).isEmpty)
        #expect(RunKind(SampleEntry.run()).differences(to: often).isEmpty)
    }
}
