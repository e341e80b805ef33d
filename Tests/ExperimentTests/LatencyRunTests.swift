import Experiment
import Results
import Testing

/// Runs that measure what is added to latency below saturation, in a world where that is known.
@Suite("A run with added latency")
struct LatencyRunTests {
    private func plan(
        scales: [Scale] = [.large],
        levels: [Int] = [1, 8],
        quads: Int = 6,
        arms: [Arm] = [.on],
        modes: [ConnectionMode] = [.perRequest],
        seed: UInt64 = 1
    ) -> RunPlan {
        .sample(scales: scales, levels: levels, quads: quads, arms: arms, seed: seed, modes: modes, latencyShare: 0.5)
    }

    private func opens(_ testbed: SimulatedTestbed) -> [OpenLoad] {
        testbed.calls.compactMap { if case .measureOpen(_, _, let load) = $0 { load } else { nil } }
    }

    @Test(
        "The rate is half of what off bears at the highest level, fixed before the first quad, and the same for all treatments"
    )
    func rate() throws {
        let testbed = SimulatedTestbed()
        testbed.cost = [.on: 0.3, .idle: 0.1]
        let result = ExperimentRunner.simulate(plan(scales: [.small, .large], arms: [.idle, .on]), on: testbed)
        #expect(result.outcome == .completed)
        #expect(result.latencyRates.map(\.scale) == [.small, .large])
        let rates = Set(result.samples.compactMap { $0.openLoop?.rate })
        #expect(rates == Set(result.latencyRates.map(\.requestsPerSecond)))
        // ln QPS of the simulated world is 9 + 64/1000 for a millionth of a request.
        let off = 1e6 * 8638.64
        for rate in result.latencyRates {
            #expect(abs(rate.offQueriesPerSecond / off - 1) < 1e-3)
            #expect(abs(rate.requestsPerSecond / rate.offQueriesPerSecond - 0.5) < 0.002)
        }
        // Two set-ups, six warm-up loads, five loads of off a scale, each after its switch.
        let first = try #require(testbed.calls.firstIndex { if case .measureOpen = $0 { true } else { false } })
        let fixing = testbed.calls[..<first].filter { $0 == .measure(.off, at: .small, concurrency: 64) }
        #expect(fixing.count == 5)
        #expect(result.samples.count == 2 * 2 * 3 * 6 * 4)
        #expect(result.samples.count { !$0.isClosedLoop } == 2 * 2 * 6 * 4)
        #expect(result.samples.filter { !$0.isClosedLoop }.allSatisfy { $0.concurrency == LatencyLoad.connections })
    }

    @Test("The four samples of a quad have the same arrivals, and another round has others")
    func arrivals() {
        let testbed = SimulatedTestbed()
        _ = ExperimentRunner.simulate(plan(quads: 3), on: testbed)
        #expect(opens(testbed).map(\.seed) == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
        #expect(opens(testbed).allSatisfy { $0.arrivals == .poisson })
    }

    @Test("Each mode of connections has its own rate")
    func modes() {
        let testbed = SimulatedTestbed()
        var fixed: [LatencyRate] = []
        var samples: [SampleRecord] = []
        var taken: [Int] = []
        var runner = ExperimentRunner(
            plan: plan(quads: 1, modes: [.perRequest, .keepAlive]),
            testbed: testbed,
            record: { (sample) throws(TestbedError) in samples.append(sample) },
            fix: { (rate) throws(TestbedError) in
                fixed.append(rate)
                taken.append(samples.count)
            },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        let result = runner.run()
        #expect(fixed == result.latencyRates)
        #expect(fixed.map(\.connections) == [.perRequest, .keepAlive])
        #expect(taken == [0, 0], "before any sample")
    }

    @Test("Costs, curves, metrics and control are those of the samples of saturation alone, to the last digit")
    func costsUntouched() {
        let testbed = SimulatedTestbed()
        testbed.cost = [.on: 0.05]
        testbed.noise = 0.02
        testbed.addedLatency = [.on: 40]
        // A level of as many connections as an open loop has at most: one must not be taken for the other.
        let plan = plan(levels: [1, LatencyLoad.connections], quads: 8)
        let samples = ExperimentRunner.simulate(plan, on: testbed).samples
        var without = plan
        without.latency = nil
        func texts(_ plan: RunPlan, _ samples: [SampleRecord]) -> [String] {
            let analysis = Analysis(plan: plan, samples: samples)
            let evidence = RunEvidence(plan: plan, samples: samples, costs: analysis.costs)
            return [
                CostRow.csv(analysis.costs), CurveRow.csv(analysis.curves), MetricRow.csv(analysis.metrics),
                "\(analysis.nullP) \(analysis.noiseFloorPercent)",
                ControlRow.csv([evidence.control].compactMap(\.self)),
                WalkRow.csv(evidence.walks), OrderRow.csv(evidence.order),
                analysis.warnings.map(\.description).joined(),
            ]
        }
        let saturated = samples.filter(\.isClosedLoop)
        #expect(samples.count == 96 && saturated.count == 64)
        for (one, other) in zip(texts(plan, samples), texts(without, saturated)) { #expect(one == other) }
        #expect(Analysis(plan: plan, samples: samples).latencies.count == 4)
        #expect(Analysis(plan: without, samples: saturated).latencies.isEmpty)
    }

    @Test("What a treatment adds is found in microseconds, whatever drifts in a straight line and whatever QPS costs")
    func added() throws {
        let testbed = SimulatedTestbed()
        testbed.cost = [.on: 0.2]
        testbed.addedLatency = [.on: 9, .idle: 0.5]
        testbed.latencyDrift = 2
        let plan = plan(arms: [.idle, .on])
        let result = ExperimentRunner.simulate(plan, on: testbed)
        let rows = Analysis(plan: plan, samples: result.samples).latencies
        #expect(rows.map(\.metric) == [.mean, .p50, .p90, .p99, .mean, .p50, .p90, .p99])
        #expect(rows.map(\.arm) == [.idle, .idle, .idle, .idle, .on, .on, .on, .on])
        for (row, expected) in zip(rows, [0.5, 0.5, 0.5, 1, 9, 9, 9, 18]) {
            #expect(abs(row.added - expected) < 1e-6, "\(row.arm) \(row.metric)")
            #expect(abs(row.hodgesLehmann - expected) < 1e-6)
            #expect(abs(row.valueCompared - row.valueOff - row.added) < 1e-9)
            let off = result.samples.filter {
                !$0.isClosedLoop && $0.compared(in: plan) == row.treatment && $0.arm == .off
            }
            let mean = off.reduce(0) { $0 + row.metric.value(in: $1) } / Double(off.count)
            #expect(off.count == 12 && abs(row.valueOff - mean) < 1e-6)
            #expect(row.quads == 6 && row.voided == 0)
            #expect(row.loadPercent == 50 && row.rate == result.latencyRates[0].requestsPerSecond)
            #expect(row.pacingOff == 4 && row.pacingCompared == 4)
            #expect(row.behindOff == 0 && row.behindCompared == 0)
        }
    }

    @Test("The interval holds what is added in about 95 % of runs")
    func coverage() {
        let covered = (0..<400).count { run in
            let testbed = SimulatedTestbed(seed: UInt64(run) + 100)
            testbed.addedLatency = [.on: 9]
            testbed.latencyNoise = 20
            testbed.latencyDrift = 1
            let plan = plan(levels: [1], quads: 8, seed: UInt64(run))
            let result = ExperimentRunner.simulate(plan, on: testbed)
            let rows = Analysis(plan: plan, samples: result.samples).latencies
            guard let row = rows.first(where: { $0.metric == .p50 }) else { return false }
            return row.low < 9 && 9 < row.high
        }
        // 380 expected; 99.9 % binomial bounds.
        #expect((363...394).contains(covered), "\(covered)")
    }

    @Test("A sample that did not keep up counts, and a treatment with many of them is warned of")
    func behind() throws {
        let testbed = SimulatedTestbed()
        testbed.addedLatency = [.on: 500]
        testbed.unanswered = [.on: 0.06]
        let plan = plan()
        let result = ExperimentRunner.simulate(plan, on: testbed)
        #expect(result.outcome == .completed && result.samples.allSatisfy { $0.void == nil })
        let analysis = Analysis(plan: plan, samples: result.samples)
        let row = try #require(analysis.latencies.first { $0.metric == .p50 })
        #expect(row.quads == 6 && row.behindOff == 0 && row.behindCompared == 12)
        #expect(abs(row.added - 500) < 1e-6)
        let warning = try #require(analysis.warnings.first { $0.kind == .latencyBehind })
        #expect(warning.finding.hasPrefix("kube-router-0.2.0 did not keep up with "))
        #expect(warning.finding.contains("in 12 of 12 samples") && warning.advice.contains("than 50.0 %"))
        testbed.unanswered = [.on: 0.04]
        let better = ExperimentRunner.simulate(plan, on: testbed)
        #expect(!Analysis(plan: plan, samples: better.samples).warnings.contains { $0.kind == .latencyBehind })
    }

    @Test("A void sample voids its quad, which is taken again; one that nothing measured is still one of an open loop")
    func voids() throws {
        let testbed = SimulatedTestbed()
        let plan = plan(levels: [1], quads: 2)
        let clean = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        let place = try #require(clean.samples.firstIndex { !$0.isClosedLoop })
        // Two warm-up loads and five that fix the rate come before.
        testbed.errors = [7 + place: TestbedError(.unproven, "The restore failed.")]
        let result = ExperimentRunner.simulate(plan, on: testbed)
        let void = try #require(result.samples.first { $0.void != nil })
        #expect(!void.isClosedLoop && void.openLoop?.rate == result.latencyRates.first?.requestsPerSecond)
        #expect(void.openLoop?.due == 0)
        let analysis = Analysis(plan: plan, samples: result.samples)
        #expect(analysis.latencies.allSatisfy { $0.quads == 2 && $0.voided == 1 })
        #expect(analysis.costs.allSatisfy { $0.voided == 0 })
        #expect(analysis.warnings.contains { $0.finding.hasPrefix("1 of 3 quads at a fixed rate were void") })
    }

    @Test("A latency that differs between the two loads of the same arm is warned of")
    func control() {
        let plan = plan(levels: [1], quads: 10)
        var result = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        for index in result.samples.indices where result.samples[index].place == 2 {
            let more = 10 + Double(result.samples[index].round) / 10
            result.samples[index].openLoop?.response.mean += more
        }
        let warnings = Analysis(plan: plan, samples: result.samples).warnings
        #expect(warnings.contains { $0.kind == .control && $0.finding.contains("at a fixed rate") })
        #expect(Analysis(plan: plan, samples: result.samples).invalidity == nil)
    }

    @Test("Void loads of off are taken again while the rate is fixed; three faults end the run")
    func fixing() throws {
        let testbed = SimulatedTestbed()
        testbed.voids = [2: .theft, 4: VoidCause(.fault, "requests failed"), 6: .theft]
        let result = ExperimentRunner.simulate(plan(quads: 1), on: testbed)
        #expect(result.outcome == .completed)
        #expect(testbed.measurements == 2 + 5 + 3 + 3 * 4)
        let broken = SimulatedTestbed()
        broken.broken = [.off]
        let invalid = ExperimentRunner.simulate(plan(quads: 1), on: broken)
        #expect(invalid.outcome == .invalid)
        #expect(invalid.error?.description.contains("3 of the loads of off that fix a rate were void") == true)
        #expect(invalid.samples.isEmpty && invalid.latencyRates.isEmpty)
    }

    @Test("A run that goes on keeps its rates, and measures those anew that were not fixed", arguments: [0, 1, 2])
    func resumed(known: Int) {
        let plan = plan(scales: [.small, .large])
        let whole = ExperimentRunner.simulate(plan, on: SimulatedTestbed())
        let testbed = SimulatedTestbed(seed: 9)
        testbed.drift = 0.01
        let before = known == 2 ? Array(whole.samples.prefix(22)) : []
        var fixed: [LatencyRate] = []
        var runner = ExperimentRunner(
            plan: plan,
            testbed: testbed,
            earlier: EarlierPart(
                samples: before,
                scales: whole.scales,
                latencyRates: Array(whole.latencyRates.prefix(known))
            ),
            record: { _ in },
            fix: { (rate) throws(TestbedError) in fixed.append(rate) },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        let result = runner.run()
        #expect(result.outcome == .completed)
        #expect(fixed.count == 2 - known)
        #expect(result.latencyRates.map(\.scale) == [.small, .large])
        #expect(Array(result.latencyRates.prefix(known)) == Array(whole.latencyRates.prefix(known)))
        for scale in plan.scales {
            let own = result.samples.filter { $0.scale == scale }.compactMap { $0.openLoop?.rate }
            #expect(Set(own).count == 1)
        }
        #expect(QuadLedger(result.samples, of: plan).contrasts.count == plan.allQuads)
    }

    @Test("Progress counts the quads at a fixed rate too")
    func progress() {
        let testbed = SimulatedTestbed()
        var reports: [Progress] = []
        var runner = ExperimentRunner(
            plan: plan(),
            testbed: testbed,
            record: { _ in },
            report: { reports.append($0) },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        _ = runner.run()
        #expect(reports.last?.total == 3 * 6 * 4 && reports.last?.done == 3 * 6 * 4)
        #expect(reports.contains { !$0.isClosedLoop })
    }
}
