import Experiment
import Results
import Testing

@Suite("Budget")
struct BudgetTests {
    private func size(_ seconds: Double, scales: Int = 1, arms: Int = 1) -> RunSize {
        Budget(seconds: seconds, scales: scales, comparisons: arms).size()
    }

    @Test(
        "What is chosen takes at most the budget, and most of it",
        arguments: [15.0, 30, 60, 90, 120, 180, 300, 600, 1200, 3600, 7200],
        [1, 3]
    )
    func fits(seconds: Double, scales: Int) {
        let size = size(seconds * Double(scales), scales: scales)
        let expected = size.expectedSeconds(scales: scales, comparisons: 1)
        #expect(expected <= seconds * Double(scales))
        #expect(expected >= 0.6 * seconds * Double(scales))
        #expect(size.quads >= 6)
        #expect(size.quads.isMultiple(of: 2))
    }

    @Test("Three minutes buy ten quads of 0.4 s at all eight levels")
    func quick() {
        #expect(size(180) == RunSize(levels: RunSize.defaultLevels, quads: 10, sliceSeconds: 0.4))
    }

    @Test("More time buys quads up to twenty, then longer slices up to 2 s, then quads again")
    func order() {
        #expect(size(360) == RunSize(levels: RunSize.defaultLevels, quads: 20, sliceSeconds: 0.4))
        #expect(size(720) == RunSize(levels: RunSize.defaultLevels, quads: 20, sliceSeconds: 0.95))
        let hours = size(4 * 3600)
        #expect(hours.sliceSeconds == 2)
        #expect(hours.quads > 200)
    }

    @Test("Less time shortens the slices, then thins out the levels, and keeps both ends")
    func thinner() {
        #expect(size(90) == RunSize(levels: RunSize.defaultLevels, quads: 6, sliceSeconds: 0.3))
        #expect(size(40).levels == [1, 4, 32, 128])
        #expect(size(28) == RunSize(levels: [1, 16, 128], quads: 6, sliceSeconds: 0.15))
        #expect(size(20).levels == [1, 128])
        #expect(size(14).levels == [16])
    }

    @Test(
        "A budget that holds nothing still gives two quads, and never crashes",
        arguments: [0.0, -5.0, 7.0, Double.nan, -Double.infinity]
    )
    func tiny(seconds: Double) {
        #expect(size(seconds) == RunSize(levels: [16], quads: 2, sliceSeconds: 0.15))
        #expect(Budget(seconds: seconds, scales: 0, comparisons: 0).size().quads >= 2)
    }

    @Test("A budget without end gives a bounded run")
    func infinite() {
        #expect(size(Double.infinity).quads == 10_000)
        #expect(size(1e300).quads == 10_000)
    }

    @Test("What the caller names is kept, and the rest fits around it")
    func overrides() {
        let budget = Budget(seconds: 180, scales: 1, comparisons: 1)
        #expect(budget.size(levels: [8]) == RunSize(levels: [8], quads: 20, sliceSeconds: 2))
        #expect(budget.size(quads: 7).quads == 7)
        #expect(budget.size(quads: 7).sliceSeconds == 0.6)
        #expect(budget.size(sliceSeconds: 1) == RunSize(levels: [1, 4, 32, 128], quads: 8, sliceSeconds: 1))
        let all = budget.size(levels: [3, 5], quads: 1000, sliceSeconds: 9)
        #expect(all == RunSize(levels: [3, 5], quads: 1000, sliceSeconds: 9))
        #expect(Budget(seconds: 10, scales: 1, comparisons: 1).size(levels: [1, 2, 4]).levels == [1, 2, 4])
    }

    @Test("A smoke run ends in its half minute, also where nftables make each sample dearer", arguments: [false, true])
    func smoke(usesNftables: Bool) {
        let overhead = Budget.sampleOverhead(usesNftables: usesNftables)
        let size = Preset.smoke.budget(scales: 1, comparisons: 1, sampleOverhead: overhead).size()
        #expect(size.expectedSeconds(scales: 1, comparisons: 1, overhead: overhead) <= 28)
        #expect(size.quads >= Budget.fewestQuads)
        #expect((overhead > Budget.sampleOverheadSeconds) == usesNftables)
    }

    @Test("Where intervals are looked at again and again, a budget keeps eight quads before it keeps levels")
    func wanted() {
        let budget = Budget(seconds: 40, scales: 1, comparisons: 1, wantedQuads: 8)
        #expect(budget.size().levels == [1, 16, 128])
        #expect(budget.size().quads == 8)
        #expect(size(40).levels.count == 4)
    }

    @Test("Two compared arms share the budget")
    func arms() {
        let size = size(180, arms: 2)
        #expect(size.quads == 6)
        #expect(size.expectedSeconds(scales: 1, comparisons: 2) <= 180)
    }

    @Test(
        "A size counts every load of a run without voids, its warm-ups too: of each treatment in each mode of connections",
        arguments: [[ConnectionMode.perRequest], [.perRequest, .keepAlive]],
        [[Arm.on], [.idle, .on], [.off]]
    )
    func loads(modes: [ConnectionMode], arms: [Arm]) {
        let testbed = SimulatedTestbed()
        let plan = RunPlan.sample(levels: [1, 8], quads: 2, arms: arms, modes: modes)
        #expect(ExperimentRunner.simulate(plan, on: testbed).outcome == .completed)
        let size = RunSize(levels: plan.levels, quads: plan.quads, sliceSeconds: plan.sliceSeconds)
        let samples = size.samples(comparisons: plan.comparisonsPerScale, warmUps: plan.warmUpsPerScale)
        #expect(testbed.measurements == samples)
    }

    @Test("A budget of two modes of connections holds the warm-up of off in both")
    func warmUps() {
        func quads(_ seconds: Double, warmUps: Int?) -> Int {
            // A sample of a second; 2 s for the run and 4 s for its scale.
            Budget(seconds: seconds, scales: 1, comparisons: 2, warmUps: warmUps)
                .size(levels: [8], sliceSeconds: 1 - Budget.sampleOverheadSeconds).quads
        }
        #expect(quads(6 + 48 + 4.5, warmUps: 4) == 6)
        #expect(quads(6 + 48 + 3.5, warmUps: 4) == 4)
        #expect(quads(6 + 48 + 3.5, warmUps: nil) == 6)
        let size = RunSize(levels: [8], quads: 6, sliceSeconds: 1)
        let both = size.expectedSeconds(scales: 1, comparisons: 2, warmUps: 4, overhead: 0)
        #expect(both == size.expectedSeconds(scales: 1, comparisons: 2, overhead: 0) + 1)
    }

    @Test(
        "Presets: smoke under 30 s in all, quick three minutes a scale and comparison, full more",
        arguments: [1, 3],
        [1, 4]
    )
    func presets(scales: Int, comparisons: Int) {
        func expected(_ preset: Preset) -> Double {
            preset.budget(scales: scales, comparisons: comparisons).size()
                .expectedSeconds(scales: scales, comparisons: comparisons)
        }
        // Six comparisons and more do not fit into half a minute, however few their quads.
        #expect(expected(.smoke) < 30 || scales * comparisons > 4)
        #expect((150...180).contains(expected(.quick) / Double(scales * comparisons)))
        #expect((600...720).contains(expected(.full) / Double(scales * comparisons)))
        #expect(Preset(rawValue: "smoke") == .smoke)
    }

    @Test(
        "Added latency takes the time of a level more, within the same budget",
        arguments: [28.0, 60, 180, 720],
        [1, 2]
    )
    func latency(seconds: Double, comparisons: Int) {
        var budget = Budget(seconds: seconds * Double(comparisons), scales: 1, comparisons: comparisons)
        let without = budget.size()
        budget.measuresLatency = true
        let size = budget.size()
        #expect(size.measuresLatency && !without.measuresLatency)
        #expect(size.expectedSeconds(scales: 1, comparisons: comparisons) <= budget.seconds)
        #expect(size.quads >= 6)
        let more = RunSize(levels: [1, 8], quads: 6, sliceSeconds: 0.2, measuresLatency: true)
        let less = RunSize(levels: [1, 8], quads: 6, sliceSeconds: 0.2)
        // A quad a round of each comparison, and five loads of off.
        #expect(more.samples(comparisons: 2) - less.samples(comparisons: 2) == 4 * 2 * 6 + 5 * 2)
    }

    @Test("A smoke run with added latency ends in its half minute", arguments: [false, true])
    func smokeWithLatency(usesNftables: Bool) {
        let overhead = Budget.sampleOverhead(usesNftables: usesNftables)
        var budget = Preset.smoke.budget(scales: 1, comparisons: 1, sampleOverhead: overhead)
        budget.measuresLatency = true
        let size = budget.size()
        #expect(size.expectedSeconds(scales: 1, comparisons: 1, overhead: overhead) <= 28)
        #expect(size.quads >= Budget.fewestQuads)
    }

    @Test("The sentence says what was chosen and how long it takes")
    func sentence() {
        #expect(
            size(180).sentence(scales: 1, comparisons: 1)
                == "10 quads of 4 x 0.4 s at each level (1,2,4,8,16,32,64,128), 1 scale: about 2 min 53 s."
        )
        #expect(
            RunSize(levels: [8], quads: 6, sliceSeconds: 0.25).sentence(scales: 3, comparisons: 2)
                == "6 quads of 4 x 0.25 s at each level (8) and each of 2 comparisons, 3 scales: about 71 s."
        )
        let latency = RunSize(levels: [8], quads: 6, sliceSeconds: 0.25, measuresLatency: true)
        #expect(
            latency.sentence(scales: 1, comparisons: 1).hasPrefix(
                "6 quads of 4 x 0.25 s at each level (8) and at a fixed rate, 1 scale: about "
            )
        )
    }
}
