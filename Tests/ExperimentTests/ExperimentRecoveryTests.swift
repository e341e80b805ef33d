import Experiment
import Results
import Statistics
import Testing

/// Whole runs in a simulated world whose true cost is known.
@Suite("What a run finds")
struct ExperimentRecoveryTests {
    private func analysis(_ plan: RunPlan, _ change: (SimulatedTestbed) -> Void) -> Analysis {
        let testbed = SimulatedTestbed(seed: plan.seed)
        change(testbed)
        return Analysis(plan: plan, samples: ExperimentRunner.simulate(plan, on: testbed).samples)
    }

    /// ln QPS that a loss of `percent` takes away, to the precision that the tests need.
    private func loss(_ percent: Double) -> Double {
        let x = percent / 100
        return x + x * x / 2 + x * x * x / 3
    }

    @Test("Without noise the cost is found exactly, whatever the linear drift", arguments: [0, 0.0005, -0.002])
    func drift(perSecond: Double) throws {
        let analysis = analysis(.sample(levels: [1, 8, 64])) {
            $0.cost = [.on: loss(8)]
            $0.drift = perSecond
        }
        #expect(analysis.costs.count == 4)
        for row in analysis.costs { #expect(abs(row.costPercent - 8) < 0.005) }
    }

    @Test("A machine that becomes slower does so at all scales alike: their curves stay comparable")
    func driftBetweenScales() throws {
        let testbed = SimulatedTestbed()
        testbed.drift = -0.002
        let plan = RunPlan.sample(scales: [.small, .large], levels: RunSize.defaultLevels, quads: 10)
        let result = ExperimentRunner.simulate(plan, on: testbed)
        #expect(-testbed.drift * testbed.clock > 0.4, "the machine loses a third of its speed under way")
        let curves = Analysis(plan: plan, samples: result.samples).curves.filter { $0.arm == .off }
        let rates = [Scale.small, .large].map { scale in
            curves.filter { $0.scale == scale }.reduce(0) { $0 + $1.qps }
        }
        // One scale after the other would set them apart by a fifth.
        #expect(abs(rates[0] / rates[1] - 1) < 0.02)
    }

    @Test(
        "With noise and drift the interval of the primary test holds the cost",
        arguments: 1...8 as ClosedRange<UInt64>
    )
    func noise(seed: UInt64) throws {
        let analysis = analysis(.sample(levels: RunSize.defaultLevels, quads: 10, seed: seed)) {
            $0.cost = [.on: loss(8)]
            $0.noise = 0.02
            $0.drift = 0.0002
        }
        let all = try #require(analysis.costs.last)
        #expect(all.concurrency == nil)
        #expect(abs(all.costPercent - 8) < 1)
        #expect(all.low > 6.5 && all.high < 9.5)
        #expect(all.verdict == .slower)
        #expect(analysis.invalidity == nil)
    }

    @Test("Over many runs the 95 % interval holds the cost about that often, and A/A alarms are as rare as promised")
    func coverage() {
        var held = 0
        var suspects = 0
        var alarms = 0
        for seed in 0..<200 as Range<UInt64> {
            let analysis = analysis(.sample(levels: [8], quads: 8, seed: seed)) {
                $0.cost = [.on: loss(5)]
                $0.noise = 0.02
            }
            if let all = analysis.costs.last, all.low <= 5, 5 <= all.high { held += 1 }
            suspects += analysis.nullP < 0.05 ? 1 : 0
            alarms += analysis.invalidity == nil ? 0 : 1
        }
        // Binomial bounds of 200 runs: 95 % and 5 %, three deviations each.
        #expect((181...199).contains(held))
        #expect(suspects <= 19)
        #expect(alarms <= 2)
    }

    @Test("In a run of both modes of connections each has its own cost, and its own curves")
    func modes() throws {
        let plan = RunPlan.sample(levels: [1, 8], quads: 10, modes: [.perRequest, .keepAlive])
        let analysis = analysis(plan) {
            $0.noise = 0.002
            $0.cost = [.on: loss(8)]
            $0.keptCost = [.on: loss(1)]
        }
        #expect(
            analysis.costs.map(\.connections) == [
                .perRequest, .perRequest, .perRequest, .keepAlive, .keepAlive, .keepAlive,
            ]
        )
        #expect(analysis.costs.map(\.concurrency) == [1, 8, nil, 1, 8, nil])
        for row in analysis.costs {
            #expect(abs(row.costPercent - (row.connections == .perRequest ? 8 : 1)) < 0.3)
            #expect(row.quads == 10)
        }
        #expect(
            analysis.curves.map(\.connections) == [
                .perRequest, .perRequest, .perRequest, .perRequest, .keepAlive, .keepAlive, .keepAlive, .keepAlive,
            ]
        )
        #expect(analysis.metrics.count == 4 * analysis.costs.count)
        #expect(Set(analysis.metrics.map(\.connections)) == [.perRequest, .keepAlive])
    }

    @Test("The primary tests of both modes are one family of Holm's")
    func family() throws {
        let plan = RunPlan.sample(levels: [1, 8], quads: 10, modes: [.perRequest, .keepAlive])
        let testbed = SimulatedTestbed(seed: 5)
        (testbed.noise, testbed.cost) = (0.03, [.on: 0.02])
        let samples = ExperimentRunner.simulate(plan, on: testbed).samples
        func primaries(_ plan: RunPlan) -> [Double] {
            let own = samples.filter { plan.modes.contains($0.connectionMode ?? plan.connections) }
            return Analysis(plan: plan, samples: own).costs.filter { $0.concurrency == nil }.map(\.adjustedP)
        }
        let alone = plan.modes.flatMap { primaries(.sample(levels: [1, 8], quads: 10, modes: [$0])) }
        #expect(alone.count == 2)
        #expect(primaries(plan) == Holm.adjusted(alone))
        #expect(primaries(plan) != alone)
    }

    @Test("A run of off against off finds nothing, and does not alarm")
    func nothing() throws {
        let analysis = analysis(.sample(levels: [1, 8, 64], quads: 10, arms: [.off], seed: 3)) { $0.noise = 0.02 }
        let all = try #require(analysis.costs.last)
        #expect(all.verdict == .equivalent)
        #expect(all.low < 0 && 0 < all.high)
        #expect(analysis.invalidity == nil)
    }

    @Test("A world in which a load slows the next of the same arm makes the run invalid")
    func carryOver() {
        let analysis = analysis(.sample(levels: [1, 8, 64], quads: 10)) {
            $0.noise = 0.02
            $0.carryOver = -0.05
        }
        #expect(analysis.invalidity != nil)
    }

    @Test("Voids that are rerun leave the estimate and the number of quads as they were")
    func voids() throws {
        let analysis = analysis(.sample(levels: [1, 8], quads: 10)) {
            $0.cost = [.on: loss(8)]
            $0.voids = [3: .theft, 30: .theft, 31: VoidCause(.fault, "rules differ")]
        }
        let all = try #require(analysis.costs.last)
        #expect(all.quads == 10)
        #expect(all.voided == 3)
        #expect(abs(all.costPercent - 8) < 0.005)
        #expect(analysis.warnings.contains { $0.kind == .voids && $0.finding.hasPrefix("3 of 23 quads were void") })
    }

    @Test("An interrupted run is analysed as far as it came")
    func interrupted() throws {
        let testbed = SimulatedTestbed()
        testbed.cost = [.on: loss(8)]
        testbed.errors = [50: TestbedError(.interrupted, "The load was interrupted.")]
        let plan = RunPlan.sample(levels: [1, 8], quads: 10)
        let result = ExperimentRunner.simulate(plan, on: testbed)
        #expect(result.outcome == .interrupted)
        #expect(result.samples.count == 48)
        let all = try #require(Analysis(plan: plan, samples: result.samples).costs.last)
        #expect(all.quads == 6)
        #expect(abs(all.costPercent - 8) < 0.005)
    }
}
