package import Results

/// What a testbed measured in one sample; the fields are those of `SampleRecord`.
package struct Measurement: Sendable {
    package var seconds: Double
    package var completed: Int
    package var failures: [String: Int]
    package var connections: Int
    package var bytesReceived: UInt64
    package var connect: SampleRecord.Latency
    package var wait: SampleRecord.Latency
    package var total: SampleRecord.Latency
    package var cpu: SampleRecord.CPUTime
    package var rulesPerConnection: Double?
    package var proof: SampleRecord.Proof
    package var kernel: SampleRecord.KernelDeltas
    /// Why the sample does not count; nil for a valid one.
    package var void: VoidCause?
    /// Who was the limit of the load, and the share of the sample in which the generator's busiest thread ran.
    package var limit: String?
    package var clientBusyShare: Double?
    /// The sync work that was replayed; nil where none was.
    package var sync: SyncTally?
    /// What an open loop measured; nil in a closed one.
    package var openLoop: SampleRecord.OpenLoop?
    /// How the samples of the quad took turns; nil for one that was under load by itself.
    package var turns: SampleRecord.Turns?
    /// When its load began after that of the quad.
    package var offsetSeconds = 0.0

    package init(
        seconds: Double,
        completed: Int,
        failures: [String: Int],
        connections: Int,
        bytesReceived: UInt64,
        connect: SampleRecord.Latency,
        wait: SampleRecord.Latency,
        total: SampleRecord.Latency,
        cpu: SampleRecord.CPUTime,
        rulesPerConnection: Double?,
        proof: SampleRecord.Proof,
        kernel: SampleRecord.KernelDeltas,
        void: VoidCause?
    ) {
        self.seconds = seconds
        self.completed = completed
        self.failures = failures
        self.connections = connections
        self.bytesReceived = bytesReceived
        self.connect = connect
        self.wait = wait
        self.total = total
        self.cpu = cpu
        self.rulesPerConnection = rulesPerConnection
        self.proof = proof
        self.kernel = kernel
        self.void = void
    }
}
