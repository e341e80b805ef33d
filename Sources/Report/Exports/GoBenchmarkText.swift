import Results

/// Runs in Go's benchmark format: a line per sample, or per point of a curve where no samples are left.
///
/// Source: https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md and golang/perf `benchfmt`.
struct GoBenchmarkText {
    let text: String

    init(_ runs: [ExportedRun]) {
        let units = [
            "Unit req/s better=higher", "Unit p50-sec better=lower", "Unit p99-sec better=lower",
            "Unit cpu-sec/op better=lower",
        ]
        text = (units + runs.flatMap(Self.lines)).map { $0 + "\n" }.joined()
    }

    private static func lines(_ run: ExportedRun) -> [String] {
        let plan = run.run.plan
        let configuration = [
            ("npbench", run.run.npbenchVersion), ("machine", run.machine), ("controller", plan.controller),
            ("service-proxy", plan.serviceProxy), ("position", plan.position), ("commit", run.revision),
        ]
        let valid = run.samples.filter { $0.void == nil && $0.isClosedLoop && $0.completed > 0 }
        let results = valid.isEmpty ? run.curves.map { line($0, plan) } : valid.map { line($0, plan) }
        // An empty value takes the key away, as it must be where the run before had one.
        return configuration.map { "\($0): \(oneLine($1))" } + results
    }

    private static func line(_ sample: SampleRecord, _ plan: RunPlan) -> String {
        return line(
            name(sample.setting(in: plan), plan, sample.concurrency, sample.treatment(in: plan)),
            iterations: sample.completed,
            [
                (sample.queriesPerSecond, "req/s"), (sample.total.p50 / 1e6, "p50-sec"),
                (sample.total.p99 / 1e6, "p99-sec"), (sample.cpu.total / Double(sample.completed) / 1e6, "cpu-sec/op"),
            ]
        )
    }

    private static func line(_ row: CurveRow, _ plan: RunPlan) -> String {
        line(
            name(row.setting, plan, row.concurrency, row.treatment),
            iterations: row.samples,
            [
                (row.qps, "req/s"), (row.p50Microseconds / 1e6, "p50-sec"), (row.p99Microseconds / 1e6, "p99-sec"),
                (row.cpuMicrosecondsPerRequest / 1e6, "cpu-sec/op"),
            ]
        )
    }

    private static func name(
        _ setting: Setting,
        _ plan: RunPlan,
        _ concurrency: Int,
        _ treatment: Treatment
    ) -> String {
        let scale = setting.scale
        return "BenchmarkNP/services=\(scale.services)/pods=\(scale.pods)/local=\(scale.localPods)"
            + "/conns=\(setting.connections.rawValue)/conc=\(concurrency)"
            + "/arm=\(treatment.name(among: plan.controllers).replacing(" ", with: "-"))"
    }

    private static func line(_ name: String, iterations: Int, _ values: [(value: Double, unit: String)]) -> String {
        let figures = values.filter { $0.value.isFinite }.map { "\($0.value) \($0.unit)" }
        return ([name, String(iterations)] + figures).joined(separator: " ")
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
