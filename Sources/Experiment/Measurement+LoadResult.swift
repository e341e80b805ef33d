import Load
import Results

extension Measurement {
    /// What a load measured, with what was seen around it.
    init(_ load: LoadResult, cpu: SampleRecord.CPUTime, proof: SampleRecord.Proof, kernel: SampleRecord.KernelDeltas) {
        let failures = load.failures.map { ($0.key.rawValue, $0.value) }
        self.init(
            seconds: load.elapsed / .seconds(1),
            completed: load.completed,
            failures: Dictionary(failures, uniquingKeysWith: +),
            connections: load.connectionsInitiated,
            bytesReceived: load.bytesReceived,
            connect: SampleRecord.Latency(load.connect),
            wait: SampleRecord.Latency(load.wait),
            total: SampleRecord.Latency(load.total),
            cpu: cpu,
            rulesPerConnection: nil,
            proof: proof,
            kernel: kernel,
            void: nil
        )
        limit = LoadLimit(load).verdict.rawValue
        clientBusyShare = load.workers.map(\.busyShare).max()
    }
}

extension SampleRecord.Latency {
    init(_ phase: LatencyPhase) {
        self.init(p50: phase.p50, p90: phase.p90, p99: phase.p99, maximum: phase.maximum, mean: phase.mean)
    }
}
