import Report
import Results

/// The sample run as it is exported, and several of them over time.
enum SampleExport {
    static func run(revision: String = "1a2b3c", day: Int = 2, factor: Double = 1) throws -> ExportedRun {
        var record = SampleRun.record
        record.started = "2026-01-\(day < 10 ? "0" : "")\(day)T03:04:05Z"
        record.machineAtStart = ["fingerprint": "1f0c"]
        let costs = try SampleRun.costs().map { row in
            var row = row
            for column in [\CostRow.costPercent, \.low, \.high] {
                row[keyPath: column] = 100 - (100 - row[keyPath: column]) * factor
            }
            return row
        }
        return ExportedRun(revision: revision, run: record, costs: costs, curves: try SampleRun.curves())
    }

    /// Twelve days and then eight on which the arm leaves 7 % less.
    static func days() throws -> [ExportedRun] {
        try (1...20).map { day in
            let noise = [0.002, -0.003, 0.001, 0, -0.001, 0.003, -0.002][day % 7]
            return try run(revision: "r\(day)", day: day, factor: (day <= 12 ? 1 : 0.93) + noise)
        }
    }

    static func sample(completed: Int = 4560, void: String? = nil) -> SampleRecord {
        let latency = SampleRecord.Latency(p50: 900, p90: 1300, p99: 2100, maximum: 5000, mean: 950)
        return SampleRecord(
            scale: Scale(services: 1000, pods: 8000, localPods: 82),
            arm: .on,
            concurrency: 32,
            round: 0,
            place: 1,
            pattern: "ABBA",
            comparedArm: .on,
            attempt: 0,
            startSeconds: 1,
            seconds: 0.5,
            completed: completed,
            failures: [:],
            connections: completed,
            bytesReceived: 1,
            connect: latency,
            wait: latency,
            total: latency,
            cpu: SampleRecord.CPUTime(client: 4560, server: 9120, softirq: 4560),
            rulesPerConnection: nil,
            proof: SampleRecord.Proof(
                rulesHash: "a",
                filterRules: 1,
                accepted: 1,
                expected: 1,
                forbiddenProbe: "refused"
            ),
            kernel: SampleRecord.KernelDeltas(),
            void: void
        )
    }
}
