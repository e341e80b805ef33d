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

    @Test("Of an open loop the times from when requests were due are taken over, and how many were late or never begun")
    func open() throws {
        var load = LoadResult()
        load.completed = 90
        load.failures = [.shortBody: 2]
        load.unfinished = 3
        load.unsent = 5
        load.delayed = 7
        load.responseTimes = times(300)
        let asked = OpenLoad(rate: 400, arrivals: .poisson, seed: 9)
        #expect(SampleRecord.OpenLoop(load, at: asked) == nil, "a closed loop has no pacing error")
        load.pacingErrors = times(4)
        let open = try #require(SampleRecord.OpenLoop(load, at: asked))
        #expect(open.rate == 400 && open.arrivals == .poisson)
        #expect(open.due == 100 && open.delayed == 7 && open.unsent == 5)
        #expect(open.response.mean == 302 && open.pacingError.mean == 6)
        #expect(open.response.maximum == 304)
        #expect(asked.pacing == .open(rate: 400, arrivals: .poisson(seed: 9)))
    }

    @Test("What could not be proven measured nothing, and says why")
    func unproven() {
        let request = SampleRequest(
            Setting(.large, .perRequest),
            treatment: .on,
            concurrency: 128,
            seconds: 1,
            open: OpenLoad(rate: 400, arrivals: .poisson, seed: 9)
        )
        #expect(Measurement.unproven("arm on not programmed", request).openLoop?.rate == 400)
        #expect(Measurement.unproven("arm on not programmed").openLoop == nil)
        let measurement = Measurement.unproven("arm on not programmed")
        #expect(measurement.void == VoidCause(.fault, "arm on not programmed"))
        #expect(measurement.completed == 0)
        #expect(measurement.seconds == 0)
        #expect(measurement.proof.forbiddenProbe == "")
    }
}
