import Experiment
import Results
import Testing

@Suite("Metrics besides QPS")
struct MetricAnalysisTests {
    /// The worked case with CPU time per request of 5 us, 10 % more in the compared arm, and latencies that fall.
    private static func samples(scale: Scale = .large, concurrency: Int = 8, seed: Int = 0) -> [SampleRecord] {
        var samples = SampleRecord.quads(SampleRecord.workedCase, scale: scale, concurrency: concurrency)
        for index in samples.indices {
            let wobble = 1 + 0.001 * Double((index * 7 + seed) % 5)
            let isOn = samples[index].arm == .on
            samples[index].cpu.client *= (isOn ? 1.1 : 1) * wobble
            samples[index].cpu.server *= (isOn ? 1.1 : 1) * wobble
            samples[index].total.p50 = (isOn ? 90 : 100) * wobble
            samples[index].total.p99 = 400 * (1 + 0.0001 * Double(index % 3))
        }
        return samples
    }

    private func row(_ analysis: Analysis, _ metric: Metric, _ concurrency: Int?) throws -> MetricRow {
        try #require(analysis.metrics.first { $0.metric == metric && $0.concurrency == concurrency })
    }

    @Test("A rise of CPU time is slower, a fall of latency faster, and the values have the ratio of the change")
    func rows() throws {
        let analysis = Analysis(plan: .sample(levels: [8]), samples: Self.samples())
        #expect(analysis.metrics.map(\.metric) == [.cpu, .cpu, .p50, .p50, .p90, .p90, .p99, .p99])
        #expect(analysis.metrics.map(\.concurrency) == [8, nil, 8, nil, 8, nil, 8, nil])
        let cpu = try row(analysis, .cpu, 8)
        #expect(abs(cpu.changePercent - 10) < 0.3)
        #expect(cpu.low < cpu.changePercent && cpu.changePercent < cpu.high)
        #expect(cpu.verdict == .slower)
        #expect(abs(cpu.valueOff - 5) < 0.03)
        let p50 = try row(analysis, .p50, nil)
        #expect(abs(p50.changePercent - -10) < 0.3)
        #expect(p50.verdict == .faster)
        #expect(try row(analysis, .p99, 8).verdict == .equivalent)
        for metric in analysis.metrics {
            #expect(abs(metric.valueCompared / metric.valueOff - 1 - metric.changePercent / 100) < 1e-12)
            #expect(metric.quads == 6 && metric.arm == .on && metric.controller == "kube-router-0.2.0")
        }
    }

    @Test("Each metric is two families of its own: the cells, and the primary tests")
    func families() throws {
        let samples = [Scale.small, .large].flatMap { scale in
            [1, 8].flatMap { Self.samples(scale: scale, concurrency: $0, seed: $0) }
        }
        let several = Analysis(plan: .sample(scales: [.small, .large], levels: [1, 8]), samples: samples)
        let single = Analysis(plan: .sample(scales: [.small], levels: [1]), samples: samples)
        let one = try row(single, .cpu, 1)
        let ofFour = try row(several, .cpu, 1)
        #expect(ofFour.changePercent == one.changePercent)
        // All four are alike within a factor, so that the smallest p is four times, and none more.
        #expect(ofFour.adjustedP > one.adjustedP && ofFour.adjustedP <= 4 * one.adjustedP * (1 + 1e-9))
        #expect(several.metrics.count == 4 * 6)
        #expect(several.costs.allSatisfy { $0.signFlipP == 1.0 / 32 })
    }

    @Test("The band of a cell covers its curve, that of a primary test the scales; one of one is the interval")
    func bands() throws {
        let samples = [Scale.small, .large].flatMap { scale in
            [1, 8].flatMap { Self.samples(scale: scale, concurrency: $0) }
        }
        func factor(_ row: CostRow) throws -> Double {
            let (low, high) = (try #require(row.bandLow), try #require(row.bandHigh))
            // In ln, where both are t times the same error.
            func ln(_ percent: Double) -> Double { -percent / 100 - percent * percent / 20_000 }
            return (ln(high) - ln(low)) / (ln(row.high) - ln(row.low))
        }
        let plan = RunPlan.sample(scales: [.small, .large], levels: [1, 8])
        for row in Analysis(plan: plan, samples: samples).costs {
            // t of 5 degrees of freedom at 1 - 0.025/2 over that at 0.975: 3.1634 / 2.5706.
            #expect(abs(try factor(row) - 1.2306) < 0.002)
        }
        let alone = Analysis(plan: .sample(levels: [8]), samples: samples)
        for row in alone.costs { #expect(row.bandLow == row.low && row.bandHigh == row.high) }
    }

    @Test("A sample without the metric takes its quad out of that metric's tests, and of no other")
    func missing() throws {
        var samples = Self.samples()
        samples[5].total.p50 = 0
        samples[9].cpu.client = .nan
        let analysis = Analysis(plan: .sample(levels: [8]), samples: samples)
        #expect(try row(analysis, .p50, 8).quads == 5)
        #expect(try row(analysis, .cpu, nil).quads == 5)
        #expect(try row(analysis, .p90, 8).quads == 6)
        #expect(analysis.costs.allSatisfy { $0.quads == 6 })
    }

    @Test("Softirq time that the threads' time holds is not counted again")
    func softirq() throws {
        var samples = Self.samples()
        for index in samples.indices { samples[index].cpu.softirq = 2 * Double(samples[index].completed) }
        let beside = try row(Analysis(plan: .sample(levels: [8]), samples: samples), .cpu, 8)
        for index in samples.indices { samples[index].cpu.includesSoftirq = true }
        let within = Analysis(plan: .sample(levels: [8]), samples: samples)
        #expect(abs(beside.valueOff - 7) < 0.03)
        #expect(abs(try row(within, .cpu, 8).valueOff - 5) < 0.03)
        #expect(abs(try #require(within.curves.first).cpuMicrosecondsPerRequest - 5) < 0.03)
    }
}
