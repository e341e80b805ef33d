import Experiment
import Results
import Testing

@Suite("Experiment runner")
struct ExperimentRunnerTests {
    private func run(_ plan: RunPlan, _ testbed: SimulatedTestbed) -> ExperimentResult {
        ExperimentRunner.simulate(plan, on: testbed)
    }

    @Test("A run takes each sample of its schedule once, in order, and the scales take turns")
    func order() {
        let plan = RunPlan.sample(scales: [.small, .large], arms: [.idle, .on])
        let result = run(plan, SimulatedTestbed())
        let expected = Schedule(plan).rounds.joined().flatMap { quad in
            quad.treatments.enumerated().map {
                "\(quad.scale.pods) \(quad.round) \(quad.concurrency) \(quad.compared) \($0.offset) \($0.element)"
            }
        }
        let taken = result.samples.map {
            "\($0.scale.pods) \($0.round) \($0.concurrency) \($0.compared(in: plan)) \($0.place) \($0.treatment(in: plan))"
        }
        #expect(taken == expected)
        #expect(taken.count == 2 * 2 * 2 * 6 * 4)
        #expect(result.outcome == .completed)
        #expect(result.error == nil)
        #expect(result.scales.map(\.scale) == [.small, .large])
        for round in 0..<6 {
            let scales = result.samples.filter { $0.round == round }.map(\.scale)
            #expect(scales.count { $0 == .small } == scales.count { $0 == .large })
        }
        #expect(zip(taken, taken.dropFirst()).count { $0.prefix(4) != $1.prefix(4) } > 6, "within rounds, too")
        #expect(result.samples.allSatisfy { $0.attempt == 0 && $0.void == nil })
        #expect(result.samples.map(\.startSeconds) == result.samples.map(\.startSeconds).sorted())
    }

    @Test(
        "All scales come up and are warmed up before the first sample, and each is concluded before all are torn down"
    )
    func calls() {
        let testbed = SimulatedTestbed()
        _ = run(.sample(scales: [.small, .large], levels: [1, 64], quads: 1), testbed)
        let calls = testbed.calls
        #expect(calls.prefix(2) == [.prepare(.small), .prepare(.large)])
        let warmUps = [Scale.small, .large].flatMap { scale in
            [Treatment.off, .on].flatMap { treatment -> [SimulatedTestbed.Call] in
                [.program(treatment, at: scale, round: 0), .measure(treatment, at: scale, concurrency: 64)]
            }
        }
        #expect(Array(calls[2..<10]) == warmUps)
        #expect(calls.suffix(3) == [.conclude(.small), .conclude(.large), .tearDown])
        #expect(calls.count == 2 + 2 * 2 * (2 + 8) + 3)
        for pair in stride(from: 2, to: calls.count - 3, by: 2) {
            guard case .program(let arm, let scale, _) = calls[pair],
                case .measure(arm, scale, _) = calls[pair + 1]
            else {
                Issue.record("call \(pair) is not a switch that a measurement of the same arm and scale follows")
                continue
            }
        }
    }

    @Test("In a run of both modes each is warmed up and measured, and each sample says its mode")
    func modes() {
        let testbed = SimulatedTestbed()
        let plan = RunPlan.sample(levels: [1, 64], quads: 2, modes: [.keepAlive, .perRequest])
        let result = run(plan, testbed)
        #expect(result.outcome == .completed)
        #expect(result.samples.count == 2 * 2 * 2 * 4)
        for mode in plan.modes { #expect(result.samples.count { $0.connectionMode == mode } == 16) }
        #expect(
            testbed.calls.dropFirst(1).prefix(2) == [
                .program(.off, at: .large, round: 0), .measureKept(.off, at: .large, concurrency: 64),
            ]
        )
        #expect(testbed.calls.contains(.measure(.on, at: .large, concurrency: 1)))
        #expect(
            zip(result.samples, result.samples.dropFirst()).contains {
                $0.round == 0 && $0.connectionMode != $1.connectionMode
            }
        )
        #expect(run(.sample(quads: 1), SimulatedTestbed()).samples.allSatisfy { $0.connectionMode == .perRequest })
    }

    @Test("The round is passed on to the testbed, which may draw positions anew")
    func rounds() {
        let testbed = SimulatedTestbed()
        _ = run(.sample(levels: [1], quads: 3), testbed)
        let rounds = testbed.calls.compactMap { call -> Int? in
            guard case .program(_, _, let round) = call else { return nil }
            return round
        }
        #expect(rounds == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
    }

    @Test("A void sample ends its quad, which is rerun whole at the end of its round")
    func voidRerun() {
        let testbed = SimulatedTestbed()
        // Two warm-up loads, then the first quad: its third sample is number 4.
        testbed.voids = [4: .theft]
        let result = run(.sample(levels: [1, 8, 64], quads: 2), testbed)
        let first = Array(result.samples.prefix(3))
        #expect(first.map(\.void) == [nil, nil, "CPU stolen"])
        #expect(first.map(\.attempt) == [0, 0, 0])
        let rerun = result.samples.filter { $0.attempt == 1 }
        #expect(rerun.map(\.place) == [0, 1, 2, 3])
        #expect(rerun.allSatisfy { $0.concurrency == first[0].concurrency && $0.round == 0 && $0.void == nil })
        #expect(rerun.map(\.arm) == Array(rerun.map(\.arm).prefix(2)) + rerun.map(\.arm).prefix(2).reversed())
        // Three of the void attempt, two other quads of the round, then the rerun.
        #expect(result.samples[11..<15].allSatisfy { $0.attempt == 1 })
        #expect(result.samples.count == 3 * 2 * 4 + 3)
        #expect(result.outcome == .completed)
    }

    @Test("A sample without a request can not count, even if the testbed says nothing")
    func nothingCompleted() {
        let testbed = SimulatedTestbed()
        testbed.silent = [2]
        let result = run(.sample(quads: 1), testbed)
        #expect(result.samples[0].void == "no request completed")
        #expect(result.samples.count { $0.void == nil } == 8)
        #expect(result.outcome == .completed)
    }

    @Test("An arm that is always void ends the run as invalid, with its cause in the sentence")
    func invalid() throws {
        let testbed = SimulatedTestbed()
        testbed.broken = [.on]
        let result = run(.sample(scales: [.small, .large], levels: RunSize.defaultLevels), testbed)
        #expect(result.outcome == .invalid)
        let error = try #require(result.error)
        #expect(error.kind == .unproven)
        #expect(error.description.contains("5 of 5 quads were void (arm not proven: stuck)"))
        #expect(result.samples.count <= 10 * 2, "each scale has five at most")
        #expect(testbed.calls.last == .tearDown)
        #expect(result.scales.count == 2)
    }

    @Test("One quad that stays void ends the run after its third attempt")
    func exhausted() throws {
        let testbed = SimulatedTestbed()
        testbed.voids = Dictionary(uniqueKeysWithValues: (2..<5).map { ($0, VoidCause(.fault, "rules differ")) })
        let result = run(.sample(levels: [8], quads: 20), testbed)
        #expect(result.outcome == .invalid)
        #expect(result.samples.map(\.attempt) == [0, 1, 2])
        let error = try #require(result.error)
        #expect(error.description.contains("void 3 times (rules differ)"))
    }

    @Test("Stolen CPU time is waited out, and a quad may be robbed more often than it may fail")
    func robbed() {
        let testbed = SimulatedTestbed()
        testbed.voids = Dictionary(uniqueKeysWithValues: (2..<8).map { ($0, .theft) })
        let result = run(.sample(levels: [8], quads: 2), testbed)
        #expect(result.outcome == .completed)
        #expect(result.samples.prefix(7).map(\.attempt) == [0, 1, 2, 3, 4, 5, 6])
        #expect(result.samples.count == 6 + 2 * 4)
        let starts = result.samples.prefix(7).map(\.startSeconds)
        let gaps = zip(starts.dropFirst(), starts).map { $0 - $1 }
        #expect(gaps == gaps.sorted())
        #expect(gaps[5] - gaps[0] > 7)
        #expect(gaps[0] > 0.5)
    }

    @Test("One scale at fault ends the run, and its faults are not thinned out by the other's good quads")
    func oneScaleAtFault() throws {
        let testbed = SimulatedTestbed()
        testbed.brokenScales = [.large]
        let plan = RunPlan.sample(scales: [.small, .large], levels: RunSize.defaultLevels)
        let result = run(plan, testbed)
        #expect(result.outcome == .invalid)
        let error = try #require(result.error)
        #expect(error.description.contains("invalid at 1000service8000pod"))
        #expect(error.description.contains("5 of 5 quads were void"))
        #expect(result.samples.contains { $0.scale == .small })
        #expect(result.samples.allSatisfy { ($0.void == nil) == ($0.scale == .small) })
        #expect(testbed.calls.last == .tearDown)
    }

    @Test("Thefts in a row are those of all scales: it is one machine that is robbed")
    func robbedEverywhere() {
        let testbed = SimulatedTestbed()
        testbed.voids = Dictionary(uniqueKeysWithValues: (4..<100).map { ($0, .theft) })
        let result = run(.sample(scales: [.small, .large], levels: RunSize.defaultLevels), testbed)
        #expect(result.outcome == .invalid)
        #expect(result.samples.count == TheftTally.most)
        #expect(Set(result.samples.map(\.scale)).count == 2)
    }

    @Test("A machine that is robbed for good ends the run as invalid, and says of what")
    func robbedForGood() throws {
        let testbed = SimulatedTestbed()
        testbed.voids = Dictionary(uniqueKeysWithValues: (2..<100).map { ($0, .theft) })
        let result = run(.sample(levels: [8], quads: 20), testbed)
        #expect(result.outcome == .invalid)
        #expect(result.samples.count == TheftTally.most)
        let error = try #require(result.error)
        #expect(error.description.contains("12 quads in a row were void (CPU stolen)"))
    }

    @Test("An arm that can not be programmed or proven voids the sample; the next attempt may succeed")
    func unproven() {
        let testbed = SimulatedTestbed()
        testbed.errors = [3: TestbedError(.unproven, "The set KUBE-DST is missing.")]
        let result = run(.sample(quads: 1), testbed)
        #expect(result.outcome == .completed)
        #expect(result.samples[1].void == "The set KUBE-DST is missing.")
        #expect(result.samples[1].completed == 0)
        #expect(result.samples.count { $0.void == nil } == 9)

        let stuck = SimulatedTestbed()
        stuck.programErrors = [.on: TestbedError(.unproven, "The restore failed.")]
        let invalid = run(.sample(), stuck)
        #expect(invalid.outcome == .invalid)
        #expect(invalid.samples.allSatisfy { $0.arm == .off || $0.void == "The restore failed." })
        #expect(invalid.samples.contains { $0.void != nil })
    }

    @Test(
        "Every other error ends the run with its own kind and keeps what was measured",
        arguments: [
            (TestbedError.Kind.failed, RunRecord.Outcome.failed), (.missingCapability, .failed),
            (.interrupted, .interrupted),
        ]
    )
    func errors(kind: TestbedError.Kind, outcome: RunRecord.Outcome) {
        let testbed = SimulatedTestbed()
        testbed.errors = [9: TestbedError(kind, "The node is gone.")]
        let result = run(.sample(), testbed)
        #expect(result.outcome == outcome)
        #expect(result.error?.kind == kind)
        #expect(result.error?.description == "The node is gone.")
        #expect(result.samples.count == 7)
        #expect(testbed.calls.last == .tearDown)
    }

    @Test("A scale that cannot be proven at its end makes the run invalid, and all are torn down")
    func concludeFails() {
        let testbed = SimulatedTestbed()
        testbed.concludeError = TestbedError(.unproven, "The nat table changed.")
        let result = run(.sample(scales: [.small, .large]), testbed)
        #expect(result.outcome == .invalid)
        #expect(result.error?.description == "The nat table changed.")
        #expect(testbed.calls.suffix(2) == [.conclude(.small), .tearDown])
    }

    @Test("A world that does not come up ends the run, and is torn down")
    func prepareFails() {
        let testbed = SimulatedTestbed()
        testbed.prepareErrors = [.small: TestbedError(.missingCapability, "nginx is missing.")]
        let result = run(.sample(scales: [.small, .large]), testbed)
        #expect(result.outcome == .failed)
        #expect(result.error?.kind == .missingCapability)
        #expect(result.scales.isEmpty)
        #expect(testbed.calls == [.prepare(.small), .tearDown])
    }

    @Test("If the second does not come up, nothing is measured at the first, which is torn down too")
    func secondPrepareFails() {
        let testbed = SimulatedTestbed()
        testbed.prepareErrors = [.large: TestbedError(.failed, "No memory.")]
        let result = run(.sample(scales: [.small, .large]), testbed)
        #expect(result.outcome == .failed)
        #expect(testbed.calls == [.prepare(.small), .prepare(.large), .tearDown])
    }

    @Test("An interrupt ends the run between two samples and keeps what was measured", arguments: [0, 1, 3, 10])
    func interrupt(after steps: Int) {
        let testbed = SimulatedTestbed()
        var questions = 0
        var runner = ExperimentRunner(
            plan: .sample(),
            testbed: testbed,
            record: { _ in },
            isInterrupted: {
                questions += 1
                return questions > steps
            },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        let result = runner.run()
        #expect(result.outcome == .interrupted)
        #expect(result.error?.kind == .interrupted)
        // It is asked once before the preparation and before each of two warm-up loads.
        #expect(result.samples.count == max(0, steps - 3))
        #expect(testbed.calls.last == (steps == 0 ? nil : .tearDown))
    }

    @Test("Each sample is handed over at once; one that can not be kept ends the run")
    func recording() {
        let testbed = SimulatedTestbed()
        var kept: [SampleRecord] = []
        var measured: [Int] = []
        var runner = ExperimentRunner(
            plan: .sample(),
            testbed: testbed,
            record: { (sample) throws(TestbedError) in
                guard kept.count < 5 else { throw TestbedError(.failed, "The disk is full.") }
                kept.append(sample)
                measured.append(testbed.measurements)
            }
        )
        let result = runner.run()
        #expect(measured == [3, 4, 5, 6, 7])
        #expect(kept == Array(result.samples.prefix(5)))
        #expect(result.outcome == .failed)
        #expect(result.error?.description == "The disk is full.")
    }

    @Test("Progress counts the samples that count, to the end, and tells the time left")
    func progress() throws {
        let testbed = SimulatedTestbed()
        // Four warm-up loads, and the first quad is whole.
        testbed.voids = [9: .theft]
        var reports: [Progress] = []
        var runner = ExperimentRunner(
            plan: .sample(scales: [.small, .large]),
            testbed: testbed,
            record: { _ in },
            report: { reports.append($0) },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        _ = runner.run()
        let first = try #require(reports.first)
        #expect(first.activity == .preparing)
        #expect(first.done == 0)
        #expect(first.total == 2 * 2 * 6 * 4)
        // Two set-ups of 4 s and 96 samples of 0.25 s and the assumed 0.12 s.
        #expect(abs(first.remainingSeconds - (8 + 96 * 0.37)) < 1e-9)
        #expect(
            reports.prefix(6).map(\.activity) == [.preparing, .preparing] + [
                .warmingUp, .warmingUp, .warmingUp, .warmingUp,
            ]
        )
        let measuring = reports.filter { $0.activity == .measuring }
        #expect(measuring.count == 96 + 2)
        #expect(measuring.prefix(6).map(\.done) == [1, 2, 3, 4, 5, 4])
        #expect(measuring[5].voidedQuads == 1)
        #expect(measuring[0].lastQueriesPerSecond.map { $0 > 0 } == true)
        #expect(measuring[0].concurrency != nil)
        // From here the pace is that of the simulated world, 0.35 s a sample, and all scales are up.
        #expect(abs(measuring[3].remainingSeconds - 92 * 0.35) < 1e-9)
        let last = try #require(reports.last)
        #expect(last.done == 96)
        #expect(abs(last.remainingSeconds) < 1e-9)
    }

    @Test("A plan that can not be run is refused before anything is touched")
    func defects() {
        let testbed = SimulatedTestbed()
        let result = run(.sample(quads: 0), testbed)
        #expect(result.outcome == .failed)
        #expect(result.error?.description == "0 quads can not be run: 1 or more are needed, 6 for an interval.")
        #expect(testbed.calls.isEmpty)
    }
}
