import Results

extension Measurement {
    /// Nothing measured, since the arm could not be programmed or proven.
    ///
    /// - Parameter request: what was to be measured, so that the sample of an open loop is known as one.
    static func unproven(_ cause: String, _ request: SampleRequest? = nil) -> Measurement {
        let none = SampleRecord.Latency(p50: 0, p90: 0, p99: 0, maximum: 0, mean: 0)
        var measurement = Measurement(
            seconds: 0,
            completed: 0,
            failures: [:],
            connections: 0,
            bytesReceived: 0,
            connect: none,
            wait: none,
            total: none,
            cpu: SampleRecord.CPUTime(client: 0, server: 0, softirq: 0),
            rulesPerConnection: nil,
            proof: SampleRecord.Proof(rulesHash: "", filterRules: 0, accepted: 0, expected: 0, forbiddenProbe: ""),
            kernel: SampleRecord.KernelDeltas(),
            void: VoidCause(.fault, cause)
        )
        measurement.openLoop = request?.open.map { SampleRecord.OpenLoop(unmeasuredAt: $0.rate, $0.arrivals) }
        return measurement
    }
}
