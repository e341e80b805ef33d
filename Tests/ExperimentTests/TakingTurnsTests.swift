import Experiment
import Results
import Testing

@Suite("Quads whose samples take turns")
struct TakingTurnsTests {
    private func run(_ plan: RunPlan, _ testbed: SimulatedTestbed) -> ExperimentResult {
        ExperimentRunner.simulate(plan, on: testbed)
    }

    @Test("Each quad of the schedule is measured at once, in order, and its four samples are kept in order")
    func order() {
        let testbed = SimulatedTestbed()
        let plan = RunPlan.sample(scales: [.small, .large], arms: [.idle, .on], interleaving: .fine)
        let result = run(plan, testbed)
        #expect(result.outcome == .completed)
        let quads = Schedule(plan).rounds.joined()
        let expected = quads.map {
            SimulatedTestbed.Call.measureQuad(
                $0.treatments,
                at: $0.scale,
                concurrency: $0.concurrency,
                round: $0.round
            )
        }
        let calls = testbed.calls.filter { if case .measureQuad = $0 { true } else { false } }
        // Before them each treatment of each scale is warmed up, in both twins.
        #expect(Array(calls.dropFirst(2 * 3)) == expected)
        #expect(!testbed.calls.contains { if case .program = $0 { true } else { false } })
        #expect(result.samples.map(\.place) == quads.flatMap { _ in [0, 1, 2, 3] })
        #expect(result.samples.map { $0.treatment(in: plan) } == quads.flatMap(\.treatments))
    }

    @Test("What one twin has that the other has not is in no cost")
    func bias() throws {
        let testbed = SimulatedTestbed()
        testbed.twinBias = 0.05
        testbed.cost = [.on: 0.1]
        let plan = RunPlan.sample(quads: 8, interleaving: .fine)
        let result = run(plan, testbed)
        let costs = Analysis(plan: plan, samples: result.samples).costs
        let all = try #require(costs.first { $0.concurrency == nil })
        #expect(abs(all.costPercent - 100 * (1 - 0.904837)) < 0.01)
    }

    @Test("A void sample voids its quad, which is measured anew at the end of its round")
    func voids() {
        let testbed = SimulatedTestbed()
        // Two warm-ups come first.
        testbed.voids = [2: .theft]
        let result = run(.sample(levels: [1, 8, 64], quads: 2, interleaving: .fine), testbed)
        #expect(result.samples.prefix(4).map(\.void) == [nil, nil, "CPU stolen", nil])
        #expect(result.samples.map(\.attempt).count { $0 == 1 } == 4)
        #expect(result.samples.count == 4 + 3 * 2 * 4)
        #expect(result.outcome == .completed)
    }

    @Test("A quad that cannot be proven is four void samples; one that never can ends the run as invalid")
    func unproven() {
        let testbed = SimulatedTestbed()
        testbed.errors = [2: TestbedError(.unproven, "The restore failed.")]
        let result = run(.sample(quads: 1, interleaving: .fine), testbed)
        #expect(result.samples.prefix(4).allSatisfy { $0.void == "The restore failed." })
        #expect(result.samples.count == 4 + 2 * 4)
        let broken = SimulatedTestbed()
        broken.programErrors = [.on: TestbedError(.unproven, "The restore failed.")]
        #expect(run(.sample(quads: 4, interleaving: .fine), broken).outcome == .invalid)
    }

    @Test("Syncs and loads by the clock take no turns: each of their samples is programmed and measured by itself")
    func sequential() {
        let testbed = SimulatedTestbed()
        var plan = RunPlan.sample(
            levels: [1],
            quads: 2,
            arms: [.on, .churn],
            latencyShare: 0.5,
            interleaving: .fine
        )
        plan.churnSeconds = 1
        #expect(run(plan, testbed).outcome == .completed)
        let quads = testbed.calls.count { if case .measureQuad = $0 { true } else { false } }
        // Warm-ups of off and on, and the closed quads of on.
        #expect(quads == 2 + 2)
        let open = testbed.calls.count { if case .measureOpen = $0 { true } else { false } }
        #expect(open == 2 * 2 * 4)
        #expect(
            testbed.calls.count {
                if case .measure(let treatment, _, _) = $0 { treatment.arm == .churn } else { false }
            } == 1 + 2 * 2
        )
    }
}
