import Results

/// One figure for github-action-benchmark's custom tools.
///
/// Source: benchmark-action/github-action-benchmark, README and `src/extract.ts`.
struct GitHubBenchmark: Encodable {
    var name: String
    var unit: String
    var value: Double
    var range: String?
    var extra: String?

    /// Throughput and the ratio of it that an arm leaves, for `customBiggerIsBetter`.
    static func bigger(_ run: ExportedRun) -> [GitHubBenchmark] {
        let ratios = run.costs.map { row in
            GitHubBenchmark(
                name: "\(ExportPlace.name(row)) relative throughput",
                unit: "ratio",
                value: row.ratio,
                range: half(row.ratioLow, row.ratioHigh, decimals: 4),
                extra: "\(row.verdict.rawValue), \(row.quads) quads"
            )
        }
        let rates = run.curves.map { row in
            GitHubBenchmark(
                name: "\(ExportPlace.name(row)) throughput",
                unit: "req/s",
                value: row.qps,
                range: half(row.qpsLow, row.qpsHigh, decimals: 1)
            )
        }
        return (ratios + rates).filter(\.value.isFinite)
    }

    /// Latency and CPU time, for `customSmallerIsBetter`.
    static func smaller(_ run: ExportedRun) -> [GitHubBenchmark] {
        run.curves.flatMap { row in
            [
                ("p50", "us", row.p50Microseconds), ("p99", "us", row.p99Microseconds),
                ("CPU", "us/request", row.cpuMicrosecondsPerRequest),
            ].map { GitHubBenchmark(name: "\(ExportPlace.name(row)) \($0.0)", unit: $0.1, value: $0.2) }
        }
        .filter(\.value.isFinite)
    }

    private static func half(_ low: Double, _ high: Double, decimals: Int) -> String? {
        (high - low).isFinite ? "± " + Readable.number((high - low) / 2, decimals: decimals) : nil
    }
}
