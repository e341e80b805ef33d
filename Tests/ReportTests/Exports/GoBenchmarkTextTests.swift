import Report
import Results
import Testing

@Suite("Export: Go's benchmark format")
struct GoBenchmarkTextTests {
    private func lines(_ runs: [ExportedRun]) throws -> [String] {
        try ExportFormat.benchfmt.text(of: runs).split(separator: "\n").map(String.init)
    }

    /// The grammar of the format's specification: unit metadata, configuration, results.
    @Test("Every line is one that the format knows")
    func grammar() throws {
        let unit = /Unit [^ ]+( [a-z]+=[a-z]+)+/
        let configuration = /[a-z][^ A-Z:]*:( .*)?/
        let result = /Benchmark[A-Z][^ ]* [1-9][0-9]*( -?[0-9]+(\.[0-9]+)?(e-?[0-9]+)? [^ ]+)+/
        let lines = try lines([SampleExport.run()])
        for line in lines {
            let isKnown =
                line.wholeMatch(of: unit) != nil || line.wholeMatch(of: configuration) != nil
                || line.wholeMatch(of: result) != nil
            #expect(isKnown, "\(line)")
        }
        #expect(lines.count { $0.hasPrefix("Benchmark") } == (try SampleRun.curves()).count)
        #expect(lines.contains("controller: kube-router-0.2.0"))
        #expect(lines.contains("commit: 1a2b3c"))
    }

    @Test("A line per valid sample, where there are samples")
    func samples() throws {
        var run = try SampleExport.run()
        run.samples = [
            SampleExport.sample(), SampleExport.sample(completed: 4000), SampleExport.sample(void: "stolen"),
            SampleExport.sample(completed: 0),
        ]
        var paced = SampleExport.sample()
        let latency = paced.total
        paced.openLoop = SampleRecord.OpenLoop(
            rate: 4000,
            arrivals: .poisson,
            due: 2000,
            delayed: 0,
            unsent: 0,
            response: latency,
            pacingError: latency
        )
        run.samples.append(paced)
        let results = try lines([run]).filter { $0.hasPrefix("Benchmark") }
        #expect(results.count == 2, "a sample at a fixed rate says nothing of QPS")
        #expect(
            results[0] == "BenchmarkNP/services=1000/pods=8000/local=82/conns=per-request/conc=32/arm=on 4560 "
                + "9120.0 req/s 0.0009 p50-sec 0.0021 p99-sec 4e-06 cpu-sec/op"
        )
    }

    @Test("A revision of several lines stays one value")
    func oneLine() throws {
        #expect(try lines([SampleExport.run(revision: "a\nb")]).contains("commit: a b"))
    }
}
