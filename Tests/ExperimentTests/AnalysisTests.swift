import Experiment
import Results
import Testing

@Suite("Analysis of a run")
struct AnalysisTests {
    private func near(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
        abs(value - expected) <= tolerance
    }

    private let worked = SampleRecord.quads(SampleRecord.workedCase)

    @Test("The worked ABBA case gives the published digits in its cell and, as the only level, over all")
    func workedCase() throws {
        let analysis = Analysis(plan: .sample(levels: [8]), samples: worked)
        #expect(analysis.costs.map(\.concurrency) == [8, nil])
        for row in analysis.costs {
            #expect(near(row.costPercent, 5.12, 0.0051))
            #expect(near(row.low, 4.49, 0.0051))
            #expect(near(row.high, 5.74, 0.0051))
            // 100 (1 - e^d) of the published -.0523791 and [-.0626511, -.0461369].
            #expect(near(row.hodgesLehmannPercent, 5.10310, 1e-5))
            #expect(near(row.hodgesLehmannLow, 4.50888, 1e-5))
            #expect(near(row.hodgesLehmannHigh, 6.07289, 1e-5))
            #expect(near(row.adjustedP, 5.1213e-6, 5.1e-11))
            #expect(row.verdict == .slower)
            #expect(near(row.minimumDetectablePercent, 0.90, 0.0051))
            #expect(near(row.noiseFloorPercent, 0.66, 0.0051))
            #expect(row.quads == 6)
            #expect(row.voided == 0)
            #expect(row.arm == .on)
            #expect(row.scale == .large)
            #expect(row.controller == "kube-router-0.2.0")
            #expect(row.serviceProxy == "kube-proxy-iptables-1.10")
            #expect(row.policies == 1)
            #expect(row.connections == .perRequest)
        }
        #expect(near(analysis.noiseFloorPercent.median, 0.66, 0.0051))
        #expect(analysis.noiseFloorPercent.largest == analysis.noiseFloorPercent.median)
        // t -.7922 with 5 degrees of freedom.
        #expect(near(analysis.nullP, 0.4641, 0.0001))
        #expect(analysis.invalidity == nil)
        #expect(analysis.warnings.isEmpty)
    }

    @Test("A point of a curve is the geometric mean of its arm's samples, with medians and CPU time per request")
    func curves() throws {
        var samples = worked
        for index in samples.indices { samples[index].total.p99 = Double(index) }
        let analysis = Analysis(plan: .sample(levels: [8]), samples: samples)
        #expect(analysis.curves.map(\.arm) == [.off, .on])
        let off = try #require(analysis.curves.first)
        let on = try #require(analysis.curves.last)
        #expect(off.controller == "none")
        #expect(on.controller == "kube-router-0.2.0")
        #expect(off.samples == 12)
        // Geometric mean of the twelve values, computed apart.
        #expect(near(off.qps, 9935.0826, 0.0001))
        #expect(near(1 - on.qps / off.qps, 0.0512, 0.0001))
        #expect(off.qpsLow < off.qps && off.qps < off.qpsHigh)
        #expect(off.p50Microseconds == 100)
        #expect(off.p90Microseconds == 200)
        // Places 0 and 3 of each quad: 0, 3, 4, 7, 8, ... 23.
        #expect(off.p99Microseconds == 11.5)
        #expect(off.cpuMicrosecondsPerRequest == 5)
        #expect(off.concurrency == 8)
    }

    @Test("Only whole quads without a void sample count, in costs and in curves")
    func onlyWhole() throws {
        var samples = Array(worked.dropLast(2))
        samples[1].void = "CPU stolen"
        let analysis = Analysis(plan: .sample(levels: [8]), samples: samples)
        let cell = try #require(analysis.costs.first)
        #expect(cell.quads == 4)
        #expect(cell.voided == 1)
        #expect(analysis.curves.map(\.samples) == [8, 8])
        #expect(analysis.warnings.contains { $0.finding == "1 of 5 quads were void and do not count: CPU stolen." })
    }

    @Test("Rounds that miss a level do not enter the primary test, which takes the mean over the levels of a round")
    func primary() throws {
        let other = SampleRecord.quads(SampleRecord.workedCase.map { $0.map { $0 / 2 } }, concurrency: 1)
        let cut = Array(other.prefix(16))
        let analysis = Analysis(plan: .sample(levels: [1, 8]), samples: worked + cut)
        #expect(analysis.costs.map(\.concurrency) == [1, 8, nil])
        #expect(analysis.costs.map(\.quads) == [4, 6, 4])
        // Half the QPS has the same log ratios, but for the rounding of odd values.
        let all = try #require(analysis.costs.last)
        #expect(near(all.costPercent, analysis.costs[0].costPercent, 0.01))
        #expect(analysis.warnings.contains { $0.kind == .fewQuads && $0.finding.contains("only 4 quads") })
    }

    @Test("Holm runs over all cells, and apart over the primary tests")
    func families() {
        let plan = RunPlan.sample(scales: [.small, .large], levels: [1, 8])
        let samples = [Scale.small, .large].flatMap { scale in
            [1, 8].flatMap { SampleRecord.quads(SampleRecord.workedCase, scale: scale, concurrency: $0) }
        }
        let analysis = Analysis(plan: plan, samples: samples)
        #expect(analysis.costs.map(\.concurrency) == [1, 8, nil, 1, 8, nil])
        #expect(analysis.costs.map(\.scale) == [.small, .small, .small, .large, .large, .large])
        for row in analysis.costs {
            let tests = row.concurrency == nil ? 2.0 : 4.0
            #expect(near(row.adjustedP, tests * 5.1213e-6, tests * 5.1e-11))
        }
        #expect(analysis.curves.count == 8)
    }

    @Test("Several controllers have rows of their own, share the curve of off, and are told apart in warnings")
    func severalControllers() throws {
        var plan = RunPlan.sample(levels: [8])
        plan.controller = "kube-router-0.2.0,calico-iptables"
        let costly = Treatment(.on, of: "calico-iptables")
        let same = SampleRecord.workedCase.map { [$0[0], $0[3], $0[0], $0[3]] }
        let samples = SampleRecord.quads(same) + SampleRecord.quads(SampleRecord.workedCase, compared: costly)
        let analysis = Analysis(plan: plan, samples: samples)
        #expect(analysis.costs.map(\.controller) == plan.controllers.flatMap { [$0, $0] })
        #expect(analysis.costs.allSatisfy { $0.arm == .on && $0.quads == 6 })
        #expect(abs(analysis.costs[2].costPercent - 5.12) < 0.005)
        #expect(abs(analysis.costs[0].costPercent) < 1)
        #expect(analysis.curves.map(\.controller) == ["none"] + plan.controllers)
        #expect(analysis.curves.map(\.samples) == [24, 12, 12])
        #expect(analysis.contrasts.count == 1)
        let contrast = try #require(analysis.contrasts.first)
        #expect(contrast.cost.controller == "calico-iptables")
        #expect(contrast.against == "kube-router-0.2.0")
        // The ratio of the two ratios.
        let expected = 100 * (1 - (1 - analysis.costs[3].costPercent / 100) / (1 - analysis.costs[1].costPercent / 100))
        #expect(abs(contrast.cost.costPercent - expected) < 1e-9)
        #expect(contrast.cost.verdict == .slower)
        #expect(contrast.cost.quads == 6)
        // Holm over two tests: the larger p of a family of one would be the same, the smaller one doubles.
        #expect(analysis.costs[3].adjustedP > 5.2e-6)
    }

    @Test("What sync work adds is the difference of the arms churn and on in each round, whatever off did")
    func syncWork() throws {
        let controller = "kube-router-0.2.0"
        var plan = RunPlan.sample(levels: [8], arms: [.on, .churn])
        plan.churnSeconds = 1
        let rules = SampleRecord.quads(SampleRecord.workedCase, compared: Treatment(.on, of: controller))
        // A tenth less in the middle two, another off.
        let slower = SampleRecord.workedCase.map { [2 * $0[0], 18 * $0[1] / 10, 18 * $0[2] / 10, 2 * $0[3]] }
        let syncing = SampleRecord.quads(slower, compared: Treatment(.churn, of: controller))
        let analysis = Analysis(plan: plan, samples: rules + syncing)
        let contrast = try #require(analysis.contrasts.first)
        #expect(analysis.contrasts.count == 1)
        #expect(contrast.isOfSyncWork)
        #expect(contrast.against == "kube-router-0.2.0 on")
        #expect(contrast.cost.arm == .churn)
        #expect(abs(contrast.cost.costPercent - 10) < 0.01)
        #expect(contrast.cost.quads == 6)
        #expect(contrast.cost.verdict == .slower)
        #expect(analysis.costs.map(\.arm) == [.on, .on, .churn, .churn])
    }

    @Test("Of two controllers that sync each has its own sync work, and they are compared arm by arm")
    func syncWorkOfTwo() throws {
        var plan = RunPlan.sample(levels: [8], arms: [.on, .churn])
        plan.controller = "kube-router-0.2.0,calico-iptables"
        plan.churnSeconds = 1
        let samples = plan.comparisons.flatMap { SampleRecord.quads(SampleRecord.workedCase, compared: $0) }
        let contrasts = Analysis(plan: plan, samples: samples).contrasts
        #expect(
            contrasts.map { "\($0.cost.controller) \($0.cost.arm): \($0.against)" } == [
                "kube-router-0.2.0 churn: kube-router-0.2.0 on", "calico-iptables on: kube-router-0.2.0",
                "calico-iptables churn: kube-router-0.2.0", "calico-iptables churn: calico-iptables on",
            ]
        )
        #expect(contrasts.map(\.isOfSyncWork) == [true, false, false, true])
    }

    @Test("Several compared arms have rows of their own and share the curve of off")
    func severalArms() {
        let samples = [Treatment.idle, .on].flatMap { SampleRecord.quads(SampleRecord.workedCase, compared: $0) }
        let analysis = Analysis(plan: .sample(levels: [8], arms: [.idle, .on]), samples: samples)
        #expect(analysis.costs.map(\.arm) == [.idle, .idle, .on, .on])
        #expect(analysis.curves.map(\.arm) == [.off, .idle, .on])
        #expect(analysis.curves.map(\.samples) == [24, 12, 12])
    }

    @Test("An A/A run compares off with off, and all its samples are of the curve off")
    func nullRun() {
        let samples = SampleRecord.quads(SampleRecord.workedCase.map { $0.sorted() }, compared: .off)
        let analysis = Analysis(plan: .sample(levels: [8], arms: [.off]), samples: samples)
        #expect(analysis.costs.map(\.arm) == [.off, .off])
        #expect(analysis.costs.map(\.controller) == ["none", "none"])
        #expect(analysis.curves.map(\.samples) == [24])
    }

    @Test("Loads of the same arm that differ in every quad make the run invalid; if less surely, they warn")
    func alarm() {
        func analysis(_ repeats: [Int]) -> Analysis {
            let quads = repeats.enumerated().map { [10000, 9500, 9500 + $0.element, 10000 + $0.offset] }
            return Analysis(plan: .sample(levels: [8]), samples: SampleRecord.quads(quads))
        }
        let alarm = analysis([300, 310, 290, 305, 295, 300])
        #expect(alarm.nullP < 0.001)
        #expect(alarm.invalidity?.contains("p < 0.0001") == true)
        let suspect = analysis([100, 10, 200, 20, 150, 70])
        #expect((0.001..<0.05).contains(suspect.nullP))
        #expect(suspect.invalidity == nil)
        #expect(suspect.warnings.contains { $0.kind == .control })
        let clean = analysis([100, -100, 50, -50, 20, -20])
        #expect(clean.invalidity == nil)
        #expect(!clean.warnings.contains { $0.kind == .control })
    }

    @Test("An inconclusive scale says how many quads would decide it; quads far off are named as outliers")
    func warnings() {
        let noisy = [
            [10000, 9500, 9900, 10100], [10000, 10400, 10300, 9900], [10000, 9000, 9200, 9700],
            [10000, 10100, 9900, 9800], [10000, 9200, 9600, 10300], [10000, 10600, 10000, 9800],
        ]
        let inconclusive = Analysis(plan: .sample(levels: [8]), samples: SampleRecord.quads(noisy))
        #expect(inconclusive.costs.map(\.verdict) == [.inconclusive, .inconclusive])
        #expect(
            inconclusive.warnings.contains {
                $0.kind == .inconclusive && $0.about == ["1000service8000pod (all levels)"]
                    && $0.advice.contains("--quads ")
            }
        )
        var outlier = (0..<10).map { [10000, 9500 + $0, 9500 - $0, 10000] }
        for index in [3, 7] { outlier[index] = [10000, 6000, 6000, 10000] }
        let skewed = Analysis(plan: .sample(levels: [8]), samples: SampleRecord.quads(outlier))
        #expect(skewed.warnings.contains { $0.kind == .outliers && $0.about.first == "1000service8000pod x 8" })
    }

    @Test("No samples give no rows, and one quad gives rows whose intervals are unknown")
    func few() throws {
        let none = Analysis(plan: .sample(), samples: [])
        #expect(none.curves.isEmpty && none.costs.isEmpty && none.warnings.isEmpty)
        #expect(none.invalidity == nil)
        let one = Analysis(plan: .sample(levels: [8]), samples: Array(worked.prefix(4)))
        let row = try #require(one.costs.last)
        #expect(row.quads == 1)
        #expect(row.low.isNaN && row.high.isNaN)
        #expect(row.verdict == .inconclusive)
        #expect(one.warnings.contains { $0.finding.contains("only 1 quads") })
        #expect(one.curves.count == 2)
    }
}
