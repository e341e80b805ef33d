import Results

extension Measurement {
    /// Nothing measured, since the arm could not be programmed or proven.
    static func unproven(_ cause: String) -> Measurement {
        let none = SampleRecord.Latency(p50: 0, p90: 0, p99: 0, maximum: 0, mean: 0)
        return Measurement(
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
    }
}
