import Linux
package import Results
import Statistics

/// A short look at the testbed before the plan is made: samples that decide how long slices are, and are then forgotten.
///
/// First one quad of every comparison in every mode of connections tells what a sample costs beside its slice. Then series of sham quads, in which nothing but
/// the time changes, tell the noise: short and longer slices in turn, over levels, treatments and modes, as long as there is time.
package struct Pilot<World: Testbed> {
    private static var shortSlice: Double { 0.1 }
    private static var longSlice: Double { 0.6 }
    /// How long the quads that measure the overhead may take with their set-up, in seconds, if that is all; else half of the pilot.
    ///
    /// One is always taken.
    private static var longestOverhead: Double { 15 }
    /// Samples of a series: five overlapping quads, and one of means of two.
    private static var seriesLength: Int { 8 }
    /// The random stream of the levels' order; those of scales count from 1.
    private static var stream: UInt64 { 1 << 32 }

    private let plan: RunPlan
    private let seconds: Double
    private var testbed: World
    private let isInterrupted: () -> Bool
    private let now: () -> Double
    private var findings = PilotFindings()

    /// A pilot for `plan`, of which scales, levels and treatments are used.
    /// - Parameter seconds: how long it should take with its set-up; at 0 it measures the overhead alone, for 15 s at most if that
    ///   is enough for one comparison.
    package init(
        plan: RunPlan,
        testbed: World,
        seconds: Double,
        isInterrupted: @escaping () -> Bool = { false },
        now: @escaping () -> Double = { Double(MonotonicClock.now()) / 1e9 }
    ) {
        self.plan = plan
        self.testbed = testbed
        self.seconds = seconds
        self.isInterrupted = isInterrupted
        self.now = now
    }

    /// Takes the samples at the scale with most local pods, where rules are most; to be called once.
    ///
    /// - Throws: what would end the run, too. A sample that proves nothing is left out instead.
    package mutating func run() throws(TestbedError) -> PilotFindings {
        guard let scale = plan.scales.max(by: { $0.localPods < $1.localPods }), !plan.levels.isEmpty else {
            return findings
        }
        let start = now()
        defer { testbed.tearDown() }
        _ = try testbed.prepare(scale)
        try measureOverhead(at: scale, until: start + (seconds > 0 ? seconds / 2 : Self.longestOverhead))
        try measureNoise(at: scale, until: start + seconds)
        findings.seconds = now() - start
        return findings
    }

    /// The time around the slices of one quad of each comparison in each mode, after each treatment has been programmed once; of as
    /// many as there is time for, if each takes as long as the one before.
    private mutating func measureOverhead(at scale: Scale, until end: Double) throws(TestbedError) {
        let level = plan.levels[plan.levels.count / 2]
        let settings = plan.modes.map { Setting(scale, $0) }
        for setting in settings { _ = try sample(.off, setting, level, seconds: Self.shortSlice) }
        var spent: [Treatment: [Double]] = [:]
        var last = 0.0
        for compared in plan.comparisons {
            for setting in settings {
                let start = now()
                guard spent.isEmpty || start + last <= end else { break }
                defer { last = now() - start }
                let quad = Quad(QuadLedger.Cell(setting, compared: compared, concurrency: level), round: 0, .abba)
                if quad.takesTurns(in: plan) {
                    // The first time tables are listed and the second twin wakes up.
                    _ = try rates(quad.treatments, setting, level, seconds: Self.shortSlice)
                    let began = now()
                    _ = try rates(quad.treatments, setting, level, seconds: Self.shortSlice)
                    spent[compared, default: []].append(max(0, (now() - began) / 4 - Self.shortSlice))
                    continue
                }
                if compared != .off { _ = try sample(compared, setting, level, seconds: Self.shortSlice) }
                for treatment in quad.treatments {
                    let began = now()
                    _ = try sample(treatment, setting, level, seconds: Self.shortSlice)
                    spent[treatment, default: []].append(max(0, now() - began - Self.shortSlice))
                }
            }
        }
        let all = spent.values.flatMap(\.self)
        findings.overheads = spent.mapValues { $0.reduce(0, +) / Double($0.count) }
        findings.meanOverhead = all.reduce(0, +) / Double(max(1, all.count))
    }

    private mutating func measureNoise(at scale: Scale, until end: Double) throws(TestbedError) {
        var generator = SeededGenerator(seed: plan.seed, stream: Self.stream)
        let levels = generator.shuffled(plan.levels)
        var number = 0
        while true {
            let slice = number.isMultiple(of: 2) ? Self.shortSlice : Self.longSlice
            let treatment = plan.treatments[number / 2 % plan.treatments.count]
            let expected =
                Double(Self.seriesLength) * (slice + (findings.overheads[treatment] ?? findings.meanOverhead))
            guard now() + expected <= end else { return }
            let mode = plan.modes[number / 2 / plan.treatments.count % plan.modes.count]
            // The same level at both lengths, so that their difference is not that of two levels.
            try takeSeries(treatment, Setting(scale, mode), levels[number / 2 % levels.count], slice: slice)
            number += 1
        }
    }

    /// Takes a series of one treatment, switched anew before each load; a void sample ends it.
    private mutating func takeSeries(
        _ treatment: Treatment,
        _ setting: Setting,
        _ level: Int,
        slice: Double
    ) throws(TestbedError) {
        let quad = Quad(QuadLedger.Cell(setting, compared: treatment, concurrency: level), round: 0, .abba)
        guard !quad.takesTurns(in: plan) else { return try takeQuads(treatment, setting, level, slice: slice) }
        let began = now()
        var series: [Double] = []
        for _ in 0..<Self.seriesLength {
            guard let rate = try sample(treatment, setting, level, seconds: slice) else { break }
            series.append(rate)
        }
        guard !series.isEmpty else { return }
        let spacing = (now() - began) / Double(series.count)
        findings.curve += VariancePoint.curve(qps: series, slice: slice, spacing: spacing)
    }

    /// As many samples in quads of one treatment, whose contrasts have nothing to show but noise.
    private mutating func takeQuads(
        _ treatment: Treatment,
        _ setting: Setting,
        _ level: Int,
        slice: Double
    ) throws(TestbedError) {
        findings.fastShare = 1
        for _ in 0..<(Self.seriesLength / 4) {
            let treatments = [treatment, treatment, treatment, treatment]
            guard let rates = try rates(treatments, setting, level, seconds: slice) else { return }
            findings.curve += [VariancePoint(turns: rates, slice: slice)].compactMap(\.self)
        }
    }

    /// QPS of the samples of a quad that take turns; nil for one that does not count.
    private mutating func rates(
        _ treatments: [Treatment],
        _ setting: Setting,
        _ level: Int,
        seconds: Double
    ) throws(TestbedError) -> [Double]? {
        try checkInterrupt()
        findings.samples += treatments.count
        let request = QuadRequest(setting, treatments: treatments, concurrency: level, seconds: seconds, round: 0)
        do throws(TestbedError) {
            let measurements = try testbed.measure(request)
            guard measurements.allSatisfy({ $0.void == nil }) else { return nil }
            return measurements.map { $0.seconds > 0 ? Double($0.completed) / $0.seconds : 0 }
        } catch {
            guard error.kind == .unproven else { throw error }
            return nil
        }
    }

    private func checkInterrupt() throws(TestbedError) {
        guard isInterrupted() else { return }
        throw TestbedError(
            .interrupted,
            "The run was interrupted in its pilot; nothing was measured, run it again."
        )
    }

    /// QPS of a load; nil for one that does not count.
    private mutating func sample(
        _ treatment: Treatment,
        _ setting: Setting,
        _ level: Int,
        seconds: Double
    ) throws(TestbedError) -> Double? {
        try checkInterrupt()
        findings.samples += 1
        do throws(TestbedError) {
            try testbed.program(treatment, at: setting.scale, round: 0)
            let request = SampleRequest(setting, treatment: treatment, concurrency: level, seconds: seconds)
            let measurement = try testbed.measure(request)
            let rate = measurement.seconds > 0 ? Double(measurement.completed) / measurement.seconds : 0
            return measurement.void == nil && rate > 0 ? rate : nil
        } catch {
            guard error.kind == .unproven else { throw error }
            return nil
        }
    }
}
