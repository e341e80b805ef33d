import Experiment
import Glibc
import Results
import Statistics
import Testing

/// A world whose true cost is known, with drift, noise, and faults where a test wants them.
final class SimulatedTestbed: Testbed {
    enum Call: Equatable {
        case prepare(Scale)
        case program(Treatment, at: Scale, round: Int)
        case measure(Treatment, at: Scale, concurrency: Int)
        case measureKept(Treatment, at: Scale, concurrency: Int)
        case measureQuad([Treatment], at: Scale, concurrency: Int, round: Int)
        case measureOpen(Treatment, at: Scale, load: OpenLoad)
        case conclude(Scale)
        case tearDown
    }

    /// ln QPS lost in each treatment.
    var cost: [Treatment: Double] = [:]
    /// In place of `cost` with kept connections.
    var keptCost: [Treatment: Double]?
    /// Microseconds that each treatment adds to a request of an open loop, their change per second of simulated time, and the standard
    /// deviation between samples.
    var addedLatency: [Treatment: Double] = [:]
    var latencyDrift = 0.0
    var latencyNoise = 0.0
    /// Requests of each open loop's sample that are not answered within it, as a share, by treatment.
    var unanswered: [Treatment: Double] = [:]
    /// Change of ln QPS per second of simulated time.
    var drift = 0.0
    /// Standard deviation of ln QPS between samples, and variance times seconds that longer samples average out.
    var noise = 0.0
    var fastNoise = 0.0
    /// In place of `noise` at a scale.
    var scaleNoise: [Scale: Double] = [:]
    /// Seconds that programming a treatment takes; 0.1 unless named.
    var overheads: [Treatment: Double] = [:]
    /// Added to ln QPS of every sample that follows one of the same treatment: what an A/A contrast must find.
    var carryOver = 0.0
    /// Added to ln QPS of the outer samples of every quad whose samples take turns: what its twin has more than the other.
    var twinBias = 0.0
    /// Void causes by the number of the measurement, 0-based, warm-up loads counted.
    var voids: [Int: VoidCause] = [:]
    /// Makes every sample of these treatments void.
    var broken: Set<Treatment> = []
    /// Errors thrown by the measurement of that number, in place of a result.
    var errors: [Int: TestbedError] = [:]
    /// Thrown where the scale comes up.
    var prepareErrors: [Scale: TestbedError] = [:]
    /// Makes every sample of these scales void.
    var brokenScales: Set<Scale> = []
    var concludeError: TestbedError?
    var programErrors: [Treatment: TestbedError] = [:]
    /// Measurements that complete no request.
    var silent: Set<Int> = []

    private(set) var calls: [Call] = []
    private(set) var measurements = 0
    /// Simulated seconds.
    private(set) var clock = 0.0
    private var generator: SeededGenerator
    private var last: Treatment?
    /// What each scale that is up runs.
    private var worlds: [Scale: Treatment] = [:]

    init(seed: UInt64 = 1) {
        generator = SeededGenerator(seed: seed)
    }

    func pass(seconds: Double) {
        clock += seconds
    }

    func prepare(_ scale: Scale) throws(TestbedError) -> RunRecord.ScaleFacts {
        calls.append(.prepare(scale))
        if let error = prepareErrors[scale] { throw error }
        if worlds.updateValue(.off, forKey: scale) != nil { Issue.record("\(scale.label) is up twice") }
        clock += 4
        return RunRecord.ScaleFacts(scale: scale, twinUpSeconds: 4, rules: [:], podPositions: [1], servicePosition: 1)
    }

    func program(_ treatment: Treatment, at scale: Scale, round: Int) throws(TestbedError) {
        calls.append(.program(treatment, at: scale, round: round))
        if worlds.updateValue(treatment, forKey: scale) == nil { Issue.record("\(scale.label) is not up") }
        if let error = programErrors[treatment] { throw error }
        clock += overheads[treatment] ?? 0.1
    }

    func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement {
        let (treatment, scale) = (request.treatment, request.scale)
        if let open = request.open {
            calls.append(.measureOpen(treatment, at: scale, load: open))
        } else if request.connections == .perRequest {
            calls.append(.measure(treatment, at: scale, concurrency: request.concurrency))
        } else {
            calls.append(.measureKept(treatment, at: scale, concurrency: request.concurrency))
        }
        if worlds[request.scale] != request.treatment { Issue.record("\(request.treatment) was not programmed") }
        let number = measurements
        measurements += 1
        if let error = errors[number] { throw error }
        clock += request.seconds
        if let open = request.open { return answer(open, request, voids[number]) }
        let repeated = last == request.treatment
        last = request.treatment
        let costs = request.connections == .keepAlive ? keptCost ?? cost : cost
        let noise = scaleNoise[request.scale] ?? noise
        let rate =
            9 + Double(request.concurrency) / 1000 - (costs[request.treatment] ?? 0) + drift * clock
            + (noise * noise + fastNoise / request.seconds).squareRoot() * normal()
            + (repeated ? carryOver : 0)
        let isBroken = broken.contains(request.treatment) || brokenScales.contains(request.scale)
        let unproven = isBroken ? VoidCause(.fault, "arm not proven: stuck") : nil
        return .simulated(
            // For a second, and scaled up so that whole numbers do not round the rate.
            completed: silent.contains(number) ? 0 : Int(1e6 * exp(rate)),
            void: voids[number] ?? unproven
        )
    }

    /// Samples of a quad that take turns: what one twin has more than the other is in the outer ones.
    func measure(_ request: QuadRequest) throws(TestbedError) -> [Measurement] {
        let scale = request.setting.scale
        let isUp = worlds[scale] != nil
        calls.append(
            .measureQuad(request.treatments, at: scale, concurrency: request.concurrency, round: request.round)
        )
        if !isUp { Issue.record("\(scale.label) is not up") }
        for treatment in request.treatments { if let error = programErrors[treatment] { throw error } }
        let first = measurements
        measurements += 1
        if let error = errors[first] { throw error }
        clock += 0.4 + 4 * request.seconds
        let costs = request.setting.connections == .keepAlive ? keptCost ?? cost : cost
        return request.treatments.enumerated().map { place, treatment in
            let rate =
                9 + Double(request.concurrency) / 1000 - (costs[treatment] ?? 0)
                + (place == 0 || place == 3 ? twinBias : 0)
                + (noise * noise + fastNoise / request.seconds).squareRoot() * normal()
            let isBroken = broken.contains(treatment) || brokenScales.contains(scale)
            let void = voids[first].flatMap { place == 2 ? $0 : nil }
            return .simulated(
                completed: silent.contains(first) ? 0 : Int(1e6 * exp(rate)),
                void: void ?? (isBroken ? VoidCause(.fault, "arm not proven: stuck") : nil)
            )
        }
    }

    /// A sample of an open loop, of which nothing is remembered.
    private func answer(_ open: OpenLoad, _ request: SampleRequest, _ void: VoidCause?) -> Measurement {
        let due = Int(open.rate * request.seconds)
        let answered = Int(Double(due) * (1 - (unanswered[request.treatment] ?? 0)))
        let middle =
            250 + (addedLatency[request.treatment] ?? 0) + latencyDrift * clock + latencyNoise * normal()
        var measurement = Measurement.simulated(completed: answered, seconds: request.seconds, void: void)
        measurement.openLoop = SampleRecord.OpenLoop(
            rate: open.rate,
            arrivals: open.arrivals,
            due: due,
            delayed: 0,
            unsent: 0,
            response: SampleRecord.Latency(
                p50: middle,
                p90: middle + 100,
                p99: 2 * middle,
                maximum: 3 * middle,
                mean: middle + 20
            ),
            pacingError: SampleRecord.Latency(p50: 3, p90: 5, p99: 9, maximum: 20, mean: 4)
        )
        return measurement
    }

    func conclude(_ scale: Scale) throws(TestbedError) {
        calls.append(.conclude(scale))
        if let concludeError { throw concludeError }
    }

    func tearDown() {
        calls.append(.tearDown)
        worlds = [:]
    }

    /// About normal, by the sum of twelve uniform numbers.
    private func normal() -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + Double(generator.below(1 << 30)) / Double(1 << 30) }
    }
}

extension Measurement {
    static func simulated(completed: Int = 1000, seconds: Double = 1, void: VoidCause? = nil) -> Measurement {
        let latency = SampleRecord.Latency(p50: 100, p90: 200, p99: 400, maximum: 900, mean: 120)
        return Measurement(
            seconds: seconds,
            completed: completed,
            failures: [:],
            connections: completed,
            bytesReceived: UInt64(completed),
            connect: latency,
            wait: latency,
            total: latency,
            cpu: SampleRecord.CPUTime(client: 2 * Double(completed), server: 3 * Double(completed), softirq: 0),
            rulesPerConnection: nil,
            proof: SampleRecord.Proof(
                rulesHash: "hash",
                filterRules: 10,
                accepted: 42,
                expected: 42,
                forbiddenProbe: "refused"
            ),
            kernel: SampleRecord.KernelDeltas(),
            void: void
        )
    }
}

extension VoidCause {
    static let theft = VoidCause(.theft, "CPU stolen")
}
