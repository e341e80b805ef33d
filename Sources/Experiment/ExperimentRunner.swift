import Linux
package import Results

/// Takes all samples of a plan on a testbed, scale by scale, in the order of the plan's schedules.
///
/// A void sample ends its quad, which is rerun whole at the end of its round, after a pause if CPU time was stolen; too many
/// of them end the run as invalid (`VoidTally`). What was measured before an end of any kind is in the result, and was
/// handed to `record` at once.
package struct ExperimentRunner<World: Testbed> {
    /// Receives each sample as soon as it is taken; throws if it can not keep it, which ends the run.
    package typealias Record = (SampleRecord) throws(TestbedError) -> Void

    private let plan: RunPlan
    private var testbed: World
    private let record: Record
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
        report: @escaping (Progress) -> Void = { _ in },
        isInterrupted: @escaping () -> Bool = { false },
        now: @escaping () -> Double = { Double(MonotonicClock.now()) / 1e9 },
        pause: @escaping (Double) -> Void = { MonotonicClock.sleep(seconds: $0) }
    ) {
        self.plan = plan
        self.testbed = testbed
        self.record = record
        self.report = report
        self.isInterrupted = isInterrupted
        self.now = now
        self.pause = pause
        self.earlier = earlier
        kept = KeptQuads(earlier.samples, of: plan)
        start = now() - earlier.seconds
        result.samples = earlier.samples
        validSamples = 4 * QuadLedger(earlier.samples, of: plan).contrasts.count
        pace = Pace(sliceSeconds: plan.sliceSeconds, overhead: overhead)
    }

    /// Runs the plan to its end, or to the first error, interrupt or excess of void quads; to be called once.
    package mutating func run() -> ExperimentResult {
        do throws(TestbedError) {
            if let defect = plan.defect { throw TestbedError(.failed, defect) }
            for (index, scale) in plan.scales.enumerated() {
                try run(scale, schedule: Schedule(plan, scaleIndex: index))
            }
            result.outcome = .completed
        } catch {
            result.outcome = RunRecord.Outcome(endedBy: error.kind)
            result.error = error
        }
        result.seconds = now() - start
        return result
    }

    private mutating func run(_ scale: Scale, schedule: Schedule) throws(TestbedError) {
        try checkInterrupt()
        if spared(schedule.rounds[...], at: scale) {
            // It ended before the interruption, or just at its end: its last proof is that of its samples.
            result.scales += earlier.scales.filter { $0.scale == scale }
            return
        }
        defer { testbed.tearDown() }
        try prepare(scale)
        try warmUp(scale)
        var tally = VoidTally()
        for (index, round) in schedule.rounds.enumerated() {
            if spared(schedule.rounds[index...], at: scale) { break }
            try run(round, on: scale, tally: &tally)
        }
        try testbed.conclude()
    }

    /// Whether the rest of a scale need not be taken: it was taken before, or the scale has the precision that the plan asks for.
    ///
    /// Looked at between rounds only, and never at a cost.
    private mutating func spared(_ rounds: ArraySlice<[Quad]>, at scale: Scale) -> Bool {
        let missing = rounds.joined().filter { !kept.isWhole($0, at: scale) }
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

    /// Loads each treatment once and forgets it: the first load after a set-up pays for cold caches and idle pods.
    private mutating func warmUp(_ scale: Scale) throws(TestbedError) {
        for treatment in plan.treatments {
            try checkInterrupt()
            report(progress(.warmingUp, scale))
            _ = try measure(treatment, concurrency: plan.levels.max() ?? 1, round: 0)
        }
    }

    private mutating func run(_ round: [Quad], on scale: Scale, tally: inout VoidTally) throws(TestbedError) {
        var queue = round.filter { !kept.isWhole($0, at: scale) }
            .map { (quad: $0, attempt: kept.attempt($0, at: scale), faults: 0) }
        var next = 0
        while next < queue.count {
            var (quad, attempt, faults) = queue[next]
            next += 1
            guard let cause = try run(quad, attempt: attempt, on: scale) else {
                validSamples += quad.treatments.count
                tally.countValid()
                continue
            }
            switch cause.kind {
            case .theft: tally.countTheft(cause.description)
            case .fault:
                faults += 1
                tally.countFault(cause.description, times: faults)
            }
            if let excess = tally.excess { throw Self.invalid(scale, excess) }
            queue.append((quad, attempt + 1, faults))
            try wait(tally.pause)
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

    /// Takes the samples of a quad up to the first void one, and returns why that is void.
    private mutating func run(_ quad: Quad, attempt: Int, on scale: Scale) throws(TestbedError) -> VoidCause? {
        for (place, treatment) in quad.treatments.enumerated() {
            try checkInterrupt()
            let began = now()
            let measurement = try measure(treatment, concurrency: quad.concurrency, round: quad.round)
            let sample = SampleRecord(
                measurement,
                scale: scale,
                quad: quad,
                place: place,
                attempt: attempt,
                startSeconds: began - start
            )
            pace.tookSample(now() - began)
            result.samples.append(sample)
            voidedQuads += sample.void == nil ? 0 : 1
            try record(sample)
            report(progress(.measuring, scale, last: sample))
            if let cause = measurement.void ?? sample.void.map({ VoidCause(.fault, $0) }) { return cause }
        }
        return nil
    }

    /// Programs and measures a treatment; what can not be proven is a void measurement, every other error ends the run.
    private mutating func measure(
        _ treatment: Treatment,
        concurrency: Int,
        round: Int
    ) throws(TestbedError) -> Measurement {
        do throws(TestbedError) {
            try testbed.program(treatment, round: round)
            return try testbed.measure(
                SampleRequest(treatment: treatment, concurrency: concurrency, seconds: plan.sliceSeconds)
            )
        } catch {
            guard error.kind == .unproven else { throw error }
            return .unproven(error.description)
        }
    }

    private func progress(_ activity: Progress.Activity, _ scale: Scale, last: SampleRecord? = nil) -> Progress {
        let total = plan.scales.count * 4 * plan.levels.count * plan.comparisons.count * plan.quads - sparedSamples
        let underWay = last.map { $0.void == nil ? $0.place + 1 : 0 } ?? 0
        let done = validSamples + underWay
        return Progress(
            activity: activity,
            scale: scale,
            treatment: last?.treatment(in: plan),
            concurrency: last?.concurrency,
            lastQueriesPerSecond: last?.queriesPerSecond,
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
