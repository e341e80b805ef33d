@testable import Experiment
import Load
import Results
import Testing

@Suite("Measurement")
struct MeasurementTests {
    /// Five durations, the shortest of `base` microseconds.
    private func times(_ base: UInt64) -> LatencyRecorder {
        var recorder = LatencyRecorder()
        for step in 0..<5 { recorder.record((base + UInt64(step)) * 1000) }
        return recorder
    }

    @Test("A load's result is taken over field by field, durations in microseconds and the window in seconds")
    func load() {
        var load = LoadResult()
        load.elapsed = .milliseconds(250)
        load.completed = 1234
        load.failures = [.connectTimeout: 2, .shortBody: 1]
        load.connectionsInitiated = 1240
        load.unfinished = 3
        load.bytesReceived = 99
        load.connectTimes = times(10)
        load.waitTimes = times(20)
        load.totalTimes = times(30)
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
        // Five durations of 10 to 14 us: the histogram keeps three digits of each.
        #expect(abs(measurement.connect.p50 - 12) < 0.02)
        #expect(abs(measurement.connect.p90 - 14) < 0.02)
        #expect(measurement.connect.maximum == 14)
        #expect(measurement.connect.mean == 12)
        #expect(abs(measurement.wait.p50 - 22) < 0.03)
        #expect(measurement.total.maximum == 34)
        #expect(measurement.cpu == cpu)
        #expect(measurement.proof == proof)
        #expect(measurement.kernel == kernel)
        #expect(measurement.rulesPerConnection == nil)
        #expect(measurement.void == nil)
    }

    @Test("What could not be proven measured nothing, and says why")
    func unproven() {
        let measurement = Measurement.unproven("arm on not programmed")
        #expect(measurement.void == VoidCause(.fault, "arm on not programmed"))
        #expect(measurement.completed == 0)
        #expect(measurement.seconds == 0)
        #expect(measurement.proof.forbiddenProbe == "")
    }
}
