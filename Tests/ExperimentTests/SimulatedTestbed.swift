import Experiment
import Glibc
import Results
import Statistics

/// A world whose true cost is known, with drift, noise, and faults where a test wants them.
final class SimulatedTestbed: Testbed {
    enum Call: Equatable {
        case prepare(Scale)
        case program(Arm, round: Int)
        case measure(Arm, concurrency: Int)
        case tearDown
    }

    /// ln QPS lost in each arm.
    var cost: [Arm: Double] = [:]
    /// Change of ln QPS per second of simulated time.
    var drift = 0.0
    /// Standard deviation of ln QPS between samples.
    var noise = 0.0
    /// Added to ln QPS of every sample that follows one of the same arm: what an A/A contrast must find.
    var carryOver = 0.0
    /// Void causes by the number of the measurement, 0-based, warm-up loads counted.
    var voids: [Int: String] = [:]
    /// Makes every sample of these arms void.
    var brokenArms: Set<Arm> = []
    /// Errors thrown by the measurement of that number, in place of a result.
    var errors: [Int: TestbedError] = [:]
    var prepareError: TestbedError?
    var concludeError: TestbedError?
    var programErrors: [Arm: TestbedError] = [:]
    /// Measurements that complete no request.
    var silent: Set<Int> = []

    private(set) var calls: [Call] = []
    private(set) var measurements = 0
    /// Simulated seconds.
    private(set) var clock = 0.0
    private var generator: SeededGenerator
    private var lastArm: Arm?

    init(seed: UInt64 = 1) {
        generator = SeededGenerator(seed: seed)
    }

    func pass(seconds: Double) {
        clock += seconds
    }

    func prepare(_ scale: Scale) throws(TestbedError) -> RunRecord.ScaleFacts {
        calls.append(.prepare(scale))
        if let prepareError { throw prepareError }
        clock += 4
        return RunRecord.ScaleFacts(scale: scale, twinUpSeconds: 4, rules: [:], podPositions: [1], servicePosition: 1)
    }

    func program(_ arm: Arm, round: Int) throws(TestbedError) {
        calls.append(.program(arm, round: round))
        if let error = programErrors[arm] { throw error }
        clock += 0.1
    }

    func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement {
        calls.append(.measure(request.arm, concurrency: request.concurrency))
        let number = measurements
        measurements += 1
        if let error = errors[number] { throw error }
        clock += request.seconds
        let repeated = lastArm == request.arm
        lastArm = request.arm
        let rate =
            9 + Double(request.concurrency) / 1000 - (cost[request.arm] ?? 0) + drift * clock + noise * normal()
            + (repeated ? carryOver : 0)
        let broken = brokenArms.contains(request.arm) ? "arm not proven: stuck" : nil
        return .simulated(
            // For a second, and scaled up so that whole numbers do not round the rate.
            completed: silent.contains(number) ? 0 : Int(1e6 * exp(rate)),
            void: voids[number] ?? broken
        )
    }

    func conclude() throws(TestbedError) {
        if let concludeError { throw concludeError }
    }

    func tearDown() { calls.append(.tearDown) }

    /// About normal, by the sum of twelve uniform numbers.
    private func normal() -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + Double(generator.below(1 << 30)) / Double(1 << 30) }
    }
}

extension Measurement {
    static func simulated(completed: Int = 1000, seconds: Double = 1, void: String? = nil) -> Measurement {
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
