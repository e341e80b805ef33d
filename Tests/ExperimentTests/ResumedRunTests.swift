import Experiment
import Results
import Testing

/// Runs that were killed or interrupted and go on.
@Suite("A run that goes on")
struct ResumedRunTests {
    private func resume(
        _ plan: RunPlan,
        after samples: [SampleRecord],
        scales: [RunRecord.ScaleFacts] = [],
        on testbed: SimulatedTestbed = SimulatedTestbed(),
        record: @escaping (SampleRecord) -> Void = { _ in },
        report: @escaping (Progress) -> Void = { _ in }
    ) -> ExperimentResult {
        var runner = ExperimentRunner(
            plan: plan,
            testbed: testbed,
            earlier: EarlierPart(samples: samples, scales: scales),
            record: { (sample) throws(TestbedError) in record(sample) },
            report: report,
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        return runner.run()
    }

    private func quads(_ samples: [SampleRecord], _ plan: RunPlan) -> [String: Int] {
        QuadLedger(samples, of: plan).entries.reduce(into: [:]) { counts, cell in
            for entry in cell.value {
                counts["\(cell.key.setting.scale.pods) \(cell.key.concurrency) \(entry.round)", default: 0] += 1
            }
        }
    }

    @Test(
        "Wherever it was cut, each quad is there once in the end, and in the order of the schedule",
        arguments: [0, 1, 3, 4, 5, 16, 47, 48, 49, 63, 95, 96]
    )
    func anywhere(cut: Int) throws {
        let plan = RunPlan.sample(scales: [.small, .large])
        let whole = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        let before = Array(whole.samples.prefix(cut))
        var taken: [SampleRecord] = []
        let result = resume(plan, after: before, scales: whole.scales, record: { taken.append($0) })
        #expect(result.outcome == .completed)
        #expect(result.samples == before + taken, "what is recorded is what is new")
        #expect(quads(result.samples, plan) == quads(whole.samples, plan))
        #expect(quads(result.samples, plan).values.allSatisfy { $0 == 1 })
        #expect(result.scales.map(\.scale) == [.small, .large])
        // The quad under way is taken whole once more, as its next attempt.
        #expect(taken.count == 96 - cut / 4 * 4)
        #expect(taken.prefix(4).allSatisfy { $0.attempt == (cut.isMultiple(of: 4) ? 0 : 1) })
        #expect(taken.dropFirst(4).allSatisfy { $0.attempt == 0 })
        let rest = whole.samples.dropFirst(cut / 4 * 4)
        #expect(taken.map(\.concurrency) == rest.map(\.concurrency))
        #expect(taken.map(\.pattern) == rest.map(\.pattern))
        #expect(taken.map(\.place) == rest.map(\.place))
        #expect(result.samples.map(\.startSeconds) == result.samples.map(\.startSeconds).sorted())
    }

    @Test("A scale that is done does not come up again, and keeps its facts")
    func scaleDone() {
        let plan = RunPlan.sample(scales: [.small, .large])
        let whole = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        var facts = whole.scales[0]
        facts.twinUpSeconds = 7
        let testbed = SimulatedTestbed()
        let before = whole.samples.filter { $0.scale == .small || $0.round < 2 }
        let result = resume(plan, after: before, scales: [facts], on: testbed)
        #expect(!testbed.calls.contains(.prepare(.small)))
        #expect(testbed.calls.count { $0 == .prepare(.large) } == 1)
        #expect(result.scales.map(\.twinUpSeconds) == [7, 4])
    }

    @Test("Cut within a round, both scales come up again, and that round goes on where it ended")
    func withinRound() throws {
        let plan = RunPlan.sample(scales: [.small, .large])
        let whole = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        let testbed = SimulatedTestbed()
        let result = resume(plan, after: Array(whole.samples.prefix(22)), scales: whole.scales, on: testbed)
        #expect(testbed.calls.prefix(2) == [.prepare(.small), .prepare(.large)])
        #expect(result.samples.dropFirst(22).prefix(4).allSatisfy { $0.round == 1 && $0.attempt == 1 })
        #expect(result.samples.dropFirst(22).map(\.scale) == whole.samples.dropFirst(20).map(\.scale))
        #expect(testbed.calls.count { $0 == .tearDown } == 1)
    }

    @Test("Void quads of before stay void, and their attempts are counted on")
    func voids() {
        let plan = RunPlan.sample(quads: 2)
        let testbed = SimulatedTestbed()
        testbed.voids = [4: .theft]
        let whole = ExperimentRunner.simulate(plan, on: testbed)
        // Cut before the void quad is rerun at the end of its round.
        let before = Array(whole.samples.prefix(7))
        #expect(before.compactMap(\.void) == ["CPU stolen"])
        let result = resume(plan, after: before)
        #expect(quads(result.samples, plan).values.allSatisfy { $0 == 1 })
        #expect(quads(result.samples, plan).count == 4)
        let rerun = result.samples.dropFirst(7).prefix(4)
        #expect(rerun.allSatisfy { $0.attempt == 1 && $0.concurrency == before[0].concurrency })
        #expect(QuadLedger(result.samples, of: plan).voided.values.reduce(0, +) == 1)
    }

    @Test("It may be cut again and again")
    func again() {
        let plan = RunPlan.sample(quads: 2)
        var samples: [SampleRecord] = []
        var parts = 0
        while parts < 30 {
            let testbed = SimulatedTestbed()
            testbed.errors = [2 + 5: TestbedError(.interrupted, "Killed.")]
            let result = resume(plan, after: samples, on: testbed)
            samples = result.samples
            parts += 1
            if result.outcome == .completed { break }
        }
        #expect(parts == 4, "one whole quad each, and the last one ends before the kill")
        #expect(quads(samples, plan).count == 4)
        #expect(samples.map(\.startSeconds) == samples.map(\.startSeconds).sorted())
    }

    @Test("A run with a precision that was reached before the kill ends at once, and one that was not goes on")
    func precision() {
        var plan = RunPlan.sample(quads: 60)
        plan.precisionPercent = 0.5
        let testbed = SimulatedTestbed()
        testbed.noise = 0.02
        let whole = ExperimentRunner.simulate(plan, on: testbed)
        let idle = SimulatedTestbed()
        let done = resume(plan, after: whole.samples, scales: whole.scales, on: idle)
        #expect(done.outcome == .completed)
        #expect(idle.calls.isEmpty)
        #expect(done.scales == whole.scales)
        let more = resume(plan, after: Array(whole.samples.dropLast(8)))
        #expect(more.samples.count >= whole.samples.count)
    }

    @Test("Progress counts what was there before")
    func progress() throws {
        let plan = RunPlan.sample(scales: [.small, .large])
        let whole = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        var reports: [Progress] = []
        _ = resume(plan, after: Array(whole.samples.prefix(30)), report: { reports.append($0) })
        #expect(reports.first?.done == 28)
        #expect(reports.last?.done == 96)
        #expect(reports.allSatisfy { $0.total == 96 })
    }
}
