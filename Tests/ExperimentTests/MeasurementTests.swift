@testable import Experiment
import Load
import Results
import Testing

@Suite("Measurement")
struct MeasurementTests {
    private func phase(_ base: Double) -> LoadResult.Phase {
        LoadResult.Phase(
            count: 1234,
            minimum: base,
            mean: base + 1,
            p50: base + 2,
            p90: base + 3,
            p99: base + 4,
            maximum: base + 5
        )
    }

    @Test("A load's result is taken over field by field, durations in microseconds and the window in seconds")
    func load() {
        let load = LoadResult(
            elapsed: .milliseconds(250),
            completed: 1234,
            failures: [.connectTimeout: 2, .shortBody: 1],
            connectionsInitiated: 1240,
            unfinished: 3,
            bytesReceived: 99,
            connect: phase(10),
            wait: phase(20),
            total: phase(30),
            userTime: .milliseconds(1),
            systemTime: .milliseconds(2)
        )
        let cpu = SampleRecord.CPUTime(client: 1, server: 2, softirq: 3)
        let proof = SampleRecord.Proof(
            rulesHash: "ab",
            filterRules: 4,
            accepted: 5,
            expected: 6,
            forbiddenProbe: "refused"
        )
        let kernel = SampleRecord.KernelDeltas(conntrackEntries: 7, synRetransmits: 8)
        let measurement = Measurement(load, cpu: cpu, proof: proof, kernel: kernel)
        #expect(measurement.seconds == 0.25)
        #expect(measurement.completed == 1234)
        #expect(measurement.failures == ["connect-timeout": 2, "short-body": 1])
        #expect(measurement.connections == 1240)
        #expect(measurement.bytesReceived == 99)
        #expect(measurement.connect == SampleRecord.Latency(p50: 12, p90: 13, p99: 14, maximum: 15, mean: 11))
        #expect(measurement.wait.p50 == 22)
        #expect(measurement.total.maximum == 35)
        #expect(measurement.cpu == cpu)
        #expect(measurement.proof == proof)
        #expect(measurement.kernel == kernel)
        #expect(measurement.rulesPerConnection == nil)
        #expect(measurement.void == nil)
    }

    @Test("What could not be proven measured nothing, and says why")
    func unproven() {
        let measurement = Measurement.unproven("arm on not programmed")
        #expect(measurement.void == "arm on not programmed")
        #expect(measurement.completed == 0)
        #expect(measurement.seconds == 0)
        #expect(measurement.proof.forbiddenProbe == "")
    }
}
