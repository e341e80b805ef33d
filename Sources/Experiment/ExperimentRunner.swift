import Linux
package import Results
import Statistics

/// Takes all samples of a plan on a testbed, in the order of the plan's schedule: all scales are up together, and take turns quad by
/// quad.
///
/// A void sample ends its quad, which is rerun whole at the end of its round, after a pause if CPU time was stolen; too many
/// of them at one scale end the run as invalid (`VoidTally`, `TheftTally`). What was measured before an end of any kind is in the result, and was
/// handed to `record` at once.
package struct ExperimentRunner<World: Testbed> {
    /// Receives each sample as soon as it is taken; throws if it can not keep it, which ends the run.
    package typealias Record = (SampleRecord) throws(TestbedError) -> Void
    /// Receives the rate of a setting's open loops before the first of their samples, likewise.
    package typealias Fix = (LatencyRate) throws(TestbedError) -> Void

    private let plan: RunPlan
    private var testbed: World
    private let record: Record
    private let fix: Fix
    private let report: (Progress) -> Void
    private let isInterrupted: () -> Bool
    private let now: () -> Double
    private let pause: (Double) -> Void

    private let earlier: EarlierPart
    private let kept: KeptQuads
    /// When the run would have begun, had it not been interrupted.
    private let start: Double
    private var pace: Pace
    private var result = ExperimentResult()
    private var tallies: [Scale: VoidTally] = [:]
    private var thefts = TheftTally()
    private var validSamples = 0
    private var voidedQuads = 0
    /// Samples that need not be taken, since their scale was precise enough without.
    private var sparedSamples = 0

    /// A runner that asks `isInterrupted` before each step; `now` is a monotonic clock in seconds, and `pause` lets
    /// that many pass.
    ///
    /// - Parameters:
    ///   - overhead: what a sample is expected to take beside its slice, in seconds.
    ///   - earlier: a part of the run whose whole valid quads are kept; every other one is taken from its first sample.
    package init(
        plan: RunPlan,
        testbed: World,
        overhead: Double = Budget.sampleOverheadSeconds,
        earlier: EarlierPart = EarlierPart(),
        record: @escaping Record,
        fix: @escaping Fix = { _ in },
        report: @escaping (Progress) -> Void = { _ in },
        isInterrupted: @escaping () -> Bool = { false },
        now: @escaping () -> Double = { Double(MonotonicClock.now()) / 1e9 },
        pause: @escaping (Double) -> Void = { MonotonicClock.sleep(seconds: $0) }
    ) {
        self.plan = plan
        self.testbed = testbed
        self.record = record
        self.fix = fix
        self.report = report
        self.isInterrupted = isInterrupted
        self.now = now
        self.pause = pause
        self.earlier = earlier
        kept = KeptQuads(earlier.samples, of: plan)
        start = now() - earlier.seconds
        result.samples = earlier.samples
        result.latencyRates = earlier.latencyRates
        validSamples = 4 * QuadLedger(earlier.samples, of: plan).contrasts.count
        pace = Pace(sliceSeconds: plan.sliceSeconds, overhead: overhead)
    }

    /// Runs the plan to its end, or to the first error, interrupt or excess of void quads; to be called once.
    package mutating func run() -> ExperimentResult {
        do throws(TestbedError) {
            if let defect = plan.defect { throw TestbedError(.failed, defect) }
            try run(Schedule(plan).rounds)
            result.outcome = .completed
        } catch {
            result.outcome = RunRecord.Outcome(endedBy: error.kind)
            result.error = error
        }
        result.seconds = now() - start
        return result
    }

    private mutating func run(_ rounds: [[Quad]]) throws(TestbedError) {
        var open: [Scale] = []
        for scale in plan.scales where !isDone(scale, before: rounds[...]) { open.append(scale) }
        var isUsed = false
        defer { if isUsed { testbed.tearDown() } }
        for scale in plan.scales {
            guard open.contains(scale) else {
                // It ended before the interruption, or just at its end: its last proof is that of its samples.
                result.scales += earlier.scales.filter { $0.scale == scale }
                continue
            }
            try checkInterrupt()
            isUsed = true
            try prepare(scale)
        }
        for scale in open { try warmUp(scale) }
        if let latency = plan.latency {
            for setting in plan.settings where open.contains(setting.scale) { try fixRate(setting, latency) }
        }
        for (index, round) in rounds.enumerated() {
            for scale in open where isDone(scale, before: rounds[index...]) {
                open.removeAll { $0 == scale }
                try testbed.conclude(scale)
            }
            try run(round.filter { open.contains($0.scale) })
        }
        for scale in open { try testbed.conclude(scale) }
    }

    /// Whether `rounds` need not be taken at a scale: they were before, or the scale has the precision that the plan asks for.
    ///
    /// Looked at between rounds only, and never at a cost.
    private mutating func isDone(_ scale: Scale, before rounds: ArraySlice<[Quad]>) -> Bool {
        let missing = rounds.joined().filter { $0.scale == scale && !kept.isWhole($0) }
        if missing.isEmpty { return true }
        guard ScalePrecision(result.samples, of: plan, at: scale)?.isReached == true else { return false }
        sparedSamples += missing.reduce(0) { $0 + $1.treatments.count }
        return true
    }

    private mutating func prepare(_ scale: Scale) throws(TestbedError) {
        report(progress(.preparing, scale))
        let began = now()
        result.scales.append(try testbed.prepare(scale))
        pace.tookSetUp(now() - began)
    }

    /// Loads each treatment once in each mode and forgets it: the first load after a set-up pays for cold caches and idle pods.
    private mutating func warmUp(_ scale: Scale) throws(TestbedError) {
        let load = CellLoad.closed(concurrency: plan.levels.max() ?? 1)
        for mode in plan.modes {
            for treatment in plan.treatments {
                try checkInterrupt()
                report(progress(.warmingUp, scale))
                let quad = Quad(QuadLedger.Cell(Setting(scale, mode), compared: treatment, load), round: 0, .abba)
                if quad.takesTurns(in: plan) {
                    _ = try measure(quad)
                } else {
                    _ = try measure(treatment, Setting(scale, mode), load, round: 0)
                }
            }
        }
    }

    /// Measures what `off` bears, of which the rate of a setting's open loops is a share, unless an earlier part of the run did.
    ///
    /// No treatment but `off` is asked: the rate is then the same for all, whatever they cost.
    private mutating func fixRate(_ setting: Setting, _ latency: LatencyLoad) throws(TestbedError) {
        guard !result.latencyRates.contains(where: { $0.setting == setting }) else { return }
        let concurrency = max(LatencyRate.leastConcurrency, plan.levels.max() ?? 1)
        var rates: [Double] = []
        var faults = 0
        while rates.count < LatencyRate.loads {
            try checkInterrupt()
            report(progress(.warmingUp, setting.scale))
            let load = try measure(.off, setting, .closed(concurrency: concurrency), round: 0)
            let rate = load.seconds > 0 ? Double(load.completed) / load.seconds : 0
            if load.void == nil, rate > 0 {
                thefts.endRow()
                rates.append(rate)
                continue
            }
            let cause = load.void ?? VoidCause(.fault, "no request completed")
            switch cause.kind {
            case .theft:
                thefts.count(cause.description)
            case .fault:
                thefts.endRow()
                faults += 1
            }
            let excess =
                faults >= VoidTally.mostFaults
                ? "\(faults) of the loads of off that fix a rate were void (\(cause))" : thefts.excess
            if let excess { throw Self.invalid(setting.scale, excess) }
            try wait(thefts.pause)
        }
        let fixed = LatencyRate(setting, offQueriesPerSecond: Percentiles(rates).median, load: latency)
        let known = result.latencyRates + [fixed]
        result.latencyRates = plan.settings.compactMap { setting in known.first { $0.setting == setting } }
        try fix(fixed)
    }

    private mutating func run(_ round: [Quad]) throws(TestbedError) {
        var queue = round.filter { !kept.isWhole($0) }.map { (quad: $0, attempt: kept.attempt($0), faults: 0) }
        var next = 0
        while next < queue.count {
            var (quad, attempt, faults) = queue[next]
            next += 1
            guard let cause = try run(quad, attempt: attempt) else {
                validSamples += quad.treatments.count
                tallies[quad.scale, default: VoidTally()].countValid()
                thefts.endRow()
                continue
            }
            switch cause.kind {
            case .theft:
                tallies[quad.scale, default: VoidTally()].countTheft()
                thefts.count(cause.description)
            case .fault:
                faults += 1
                tallies[quad.scale, default: VoidTally()].countFault(cause.description, times: faults)
                thefts.endRow()
            }
            if let excess = tallies[quad.scale]?.excess ?? thefts.excess { throw Self.invalid(quad.scale, excess) }
            queue.append((quad, attempt + 1, faults))
            try wait(thefts.pause)
        }
    }

    /// Lets `seconds` pass, and an interrupt end them.
    private func wait(_ seconds: Double) throws(TestbedError) {
        var left = seconds
        while left > 0 {
            try checkInterrupt()
            pause(min(0.1, left))
            left -= 0.1
        }
    }

    /// Takes the samples of a quad, up to the first void one unless they take turns, and returns why one is void.
    private mutating func run(_ quad: Quad, attempt: Int) throws(TestbedError) -> VoidCause? {
        if quad.takesTurns(in: plan) {
            try checkInterrupt()
            let began = now()
            let measurements = try measure(quad)
            for _ in measurements { pace.tookSample((now() - began) / Double(measurements.count)) }
            // All of them are there, void or not: the twin that is at fault may be that of later ones.
            var causes: [VoidCause] = []
            for (place, measurement) in measurements.enumerated() {
                if let cause = try keep(measurement, quad, place, attempt, began: began) { causes.append(cause) }
            }
            return causes.first { $0.kind == .fault } ?? causes.first
        }
        for (place, treatment) in quad.treatments.enumerated() {
            try checkInterrupt()
            let began = now()
            let measurement = try measure(
                treatment,
                quad.cell.setting,
                quad.cell.load,
                round: quad.round
            )
            pace.tookSample(now() - began)
            if let cause = try keep(measurement, quad, place, attempt, began: began) { return cause }
        }
        return nil
    }

    /// Keeps a sample, and returns why it is void if it is.
    private mutating func keep(
        _ measurement: Measurement,
        _ quad: Quad,
        _ place: Int,
        _ attempt: Int,
        began: Double
    ) throws(TestbedError) -> VoidCause? {
        let sample = SampleRecord(
            measurement,
            quad: quad,
            place: place,
            attempt: attempt,
            startSeconds: began - start
        )
        let isFirstVoid = sample.void != nil && result.samples.suffix(place).allSatisfy { $0.void == nil }
        result.samples.append(sample)
        voidedQuads += isFirstVoid ? 1 : 0
        try record(sample)
        report(progress(.measuring, quad.scale, last: sample))
        return measurement.void ?? sample.void.map { VoidCause(.fault, $0) }
    }

    /// Measures a quad whose samples take turns; what can not be proven voids all of them, every other error ends the run.
    private mutating func measure(_ quad: Quad) throws(TestbedError) -> [Measurement] {
        let request = QuadRequest(
            quad.cell.setting,
            treatments: quad.treatments,
            concurrency: quad.cell.concurrency,
            seconds: plan.sliceSeconds,
            round: quad.round
        )
        do throws(TestbedError) {
            return try testbed.measure(request)
        } catch {
            guard error.kind == .unproven else { throw error }
            return quad.treatments.map { _ in .unproven(error.description) }
        }
    }

    /// Programs and measures a treatment; what can not be proven is a void measurement, every other error ends the run.
    private mutating func measure(
        _ treatment: Treatment,
        _ setting: Setting,
        _ load: CellLoad,
        round: Int
    ) throws(TestbedError) -> Measurement {
        let request = SampleRequest(
            setting,
            treatment: treatment,
            concurrency: load.concurrency,
            seconds: plan.sliceSeconds,
            open: load == .open ? try openLoad(setting, round: round) : nil
        )
        do throws(TestbedError) {
            try testbed.program(treatment, at: setting.scale, round: round)
            return try testbed.measure(request)
        } catch {
            guard error.kind == .unproven else { throw error }
            return .unproven(error.description, request)
        }
    }

    /// What all four samples of a quad are loaded with: at the same rate, with requests due at the same times.
    private func openLoad(_ setting: Setting, round: Int) throws(TestbedError) -> OpenLoad {
        guard let latency = plan.latency, let rate = result.latencyRates.first(where: { $0.setting == setting }) else {
            throw TestbedError(
                .failed,
                "could not load \(setting.scale.label) at a fixed rate: none was fixed; this is a fault of npbench, please report it"
            )
        }
        return OpenLoad(
            rate: rate.requestsPerSecond,
            arrivals: latency.arrivals,
            seed: plan.seed &+ UInt64(truncatingIfNeeded: round)
        )
    }

    private func progress(_ activity: Progress.Activity, _ scale: Scale, last: SampleRecord? = nil) -> Progress {
        let total = 4 * plan.allQuads - sparedSamples
        let underWay = last.map { $0.void == nil ? $0.place + 1 : 0 } ?? 0
        let done = validSamples + underWay
        return Progress(
            activity: activity,
            scale: scale,
            treatment: last?.treatment(in: plan),
            concurrency: last?.concurrency,
            lastQueriesPerSecond: last?.queriesPerSecond,
            isClosedLoop: last?.isClosedLoop ?? true,
            done: done,
            total: total,
            voidedQuads: voidedQuads,
            remainingSeconds: pace.remaining(samples: total - done, scales: plan.scales.count - result.scales.count)
        )
    }

    private func checkInterrupt() throws(TestbedError) {
        guard isInterrupted() else { return }
        throw TestbedError(
            .interrupted,
            "The run was interrupted after \(result.samples.count) samples; they are kept, resume it for the rest."
        )
    }

    private static func invalid(_ scale: Scale, _ excess: String) -> TestbedError {
        TestbedError(
            .unproven,
            "The run is invalid at \(scale.label), since \(excess): no cost can be told from it; "
                + "find the cause in samples.jsonl, remove it and run again."
        )
    }
}
