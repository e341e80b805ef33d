import Experiment
import Results
import Statistics
import Testing

/// Runs that end when their intervals are narrow enough.
@Suite("A run with a precision")
struct PrecisionRunTests {
    private func plan(_ percent: Double, quads: Int = 100, levels: [Int] = [1, 8], scales: [Scale] = [.large])
        -> RunPlan
    {
        var plan = RunPlan.sample(scales: scales, levels: levels, quads: quads)
        plan.precisionPercent = percent
        return plan
    }

    private func run(_ plan: RunPlan, noise: Double) -> ExperimentResult {
        let testbed = SimulatedTestbed(seed: plan.seed)
        testbed.noise = noise
        return ExperimentRunner.simulate(plan, on: testbed)
    }

    @Test("Each scale ends after the first whole round, from the eighth on, whose interval is narrow enough")
    func ends() throws {
        let plan = plan(0.5, scales: [.small, .large])
        let result = run(plan, noise: 0.02)
        #expect(result.outcome == .completed)
        for scale in plan.scales {
            let samples = result.samples.filter { $0.scale == scale }
            let rounds = try #require(samples.map(\.round).max()) + 1
            #expect(rounds > 8 && rounds < 100)
            #expect(samples.count == rounds * 2 * 4, "whole rounds only")
            let all = try #require(ScalePrecision(samples, of: plan, at: scale))
            #expect(all.isReached)
            #expect(all.records.map(\.ended) == [.precise])
            #expect(all.records[0].halfWidthPercent <= 0.5)
            #expect(all.records[0].rounds == rounds)
            for fewer in 8..<rounds {
                let before = samples.filter { $0.round < fewer }
                #expect(ScalePrecision(before, of: plan, at: scale)?.isReached == false)
            }
        }
    }

    @Test("A target that is easily reached takes eight rounds of each scale")
    func easy() {
        let testbed = SimulatedTestbed()
        var last: Progress?
        var runner = ExperimentRunner(
            plan: plan(5, scales: [.small, .large]),
            testbed: testbed,
            record: { _ in },
            report: { last = $0 },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        let result = runner.run()
        #expect(result.samples.count == 2 * 8 * 2 * 4)
        #expect(last?.done == 128)
        // Both may still need all of their rounds when the last sample is taken.
        #expect(last?.total == 2 * 100 * 2 * 4)
    }

    @Test("A scale that is precise enough is concluded, and the other goes on alone")
    func oneEnds() throws {
        let plan = plan(0.5, scales: [.small, .large])
        let testbed = SimulatedTestbed()
        testbed.noise = 0.002
        testbed.scaleNoise = [.large: 0.02]
        let result = ExperimentRunner.simulate(plan, on: testbed)
        let rounds = [Scale.small, .large].map { scale in
            (result.samples.filter { $0.scale == scale }.map(\.round).max() ?? 0) + 1
        }
        #expect(rounds[0] == 8)
        #expect(rounds[1] > 8)
        let concluded = try #require(testbed.calls.firstIndex(of: .conclude(.small)))
        #expect(
            testbed.calls[concluded...].allSatisfy { call in
                switch call {
                case .program(_, let scale, _), .measure(_, let scale, _): scale == .large
                default: true
                }
            }
        )
        #expect(testbed.calls.suffix(2) == [.conclude(.large), .tearDown])
        #expect(testbed.calls.count { $0 == .conclude(.small) } == 1)
    }

    @Test("A bound that comes first ends the run as planned, and is what the record says")
    func bounded() throws {
        let plan = plan(0.01, quads: 10)
        let result = run(plan, noise: 0.02)
        #expect(result.outcome == .completed)
        #expect(result.samples.count == 10 * 2 * 4)
        let records = try #require(ScalePrecision.records(result.samples, of: plan))
        #expect(records.map(\.ended) == [.budget])
        #expect(records[0].halfWidthPercent > 0.01)
        let cut = Array(result.samples.prefix(30))
        #expect(ScalePrecision.records(cut, of: plan)?.map(\.ended) == [.unfinished])
        #expect(ScalePrecision.records(cut, of: plan)?.map(\.rounds) == [3])
        #expect(ScalePrecision.records(cut, of: .sample()) == nil)
    }

    @Test("Of several comparisons the noisiest decides")
    func several() throws {
        var plan = plan(0.5)
        plan.controller = "a,b"
        let quiet = SampleRecord.samples(of: plan, rounds: 10, noise: ["a": 0.0, "b": 0.0])
        #expect(ScalePrecision(quiet, of: plan, at: .large)?.isReached == true)
        let noisy = SampleRecord.samples(of: plan, rounds: 10, noise: ["a": 0.0, "b": 0.05])
        let precision = try #require(ScalePrecision(noisy, of: plan, at: .large))
        #expect(!precision.isReached)
        #expect(precision.records.map { $0.halfWidthPercent <= 0.5 } == [true, false])
    }

    @Test("Of two modes of connections both must be known well enough, and each has its record")
    func modes() throws {
        var plan = plan(0.5)
        plan.connectionModes = [.perRequest, .keepAlive]
        var samples = SampleRecord.samples(of: plan, rounds: 10, noise: [:])
        let quiet = try #require(ScalePrecision(samples, of: plan, at: .large))
        #expect(quiet.isReached)
        #expect(quiet.records.map(\.connections) == [.perRequest, .keepAlive])
        for index in samples.indices where samples[index].connectionMode == .keepAlive && samples[index].arm == .on {
            samples[index].completed += samples[index].round.isMultiple(of: 2) ? 50_000 : -50_000
        }
        let noisy = try #require(ScalePrecision(samples, of: plan, at: .large))
        #expect(!noisy.isReached)
        #expect(noisy.records.map { $0.halfWidthPercent <= 0.5 } == [true, false])
    }

    @Test("Patterns are balanced after every second round, since the run may end there")
    func balance() {
        let rounds = Schedule(plan(1, quads: 41)).rounds
        #expect(rounds.count == 41)
        for level in [1, 8] {
            let patterns = rounds.joined().filter { $0.concurrency == level }.map(\.pattern)
            for start in stride(from: 0, to: 40, by: 2) {
                #expect(Set(patterns[start..<start + 2]) == [.abba, .baab])
            }
            #expect(Set(stride(from: 0, to: 40, by: 2).map { patterns[$0] }).count == 2)
        }
    }

    @Test("A precision that is none is refused", arguments: [0, -1, Double.nan, .infinity])
    func defect(percent: Double) {
        #expect(plan(percent).defect?.contains("must be above 0") == true)
        #expect(plan(0.5).defect == nil)
    }
}

extension SampleRecord {
    /// Whole rounds in which a controller's cost alternates by its `noise` of ln QPS.
    static func samples(of plan: RunPlan, rounds: Int, noise: [String: Double]) -> [SampleRecord] {
        Schedule(plan).rounds.prefix(rounds).joined().flatMap { quad in
            quad.treatments.enumerated().map { place, treatment in
                let sign = quad.round.isMultiple(of: 2) ? 1.0 : -1.0
                let rate = 1_000_000 * (1 + sign * (noise[treatment.controller] ?? 0))
                return sample(Int(rate), quad: quad, place: place)
            }
        }
    }
}
