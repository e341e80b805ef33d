import Foundation
import Report
import Results
import Testing

@Suite("Export: Bencher and github-action-benchmark")
struct JSONExportTests {
    private func json(_ format: ExportFormat, _ run: ExportedRun) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(try format.text(of: [run]).utf8))
    }

    /// https://bencher.dev/bmf.json: names of benchmarks to 1024 characters, of measures to 64; a value, and two that may be.
    @Test("Bencher's schema holds, and the ratio carries its interval")
    func bencher() throws {
        let document = try #require(try json(.bencher, SampleExport.run()) as? [String: [String: [String: Double]]])
        #expect(document.count == (try SampleRun.costs()).count + (try SampleRun.curves()).count { $0.arm == .off })
        for (name, measures) in document {
            #expect((1...1024).contains(name.count))
            #expect(!measures.isEmpty)
            for (measure, metric) in measures {
                #expect((1...64).contains(measure.count))
                #expect(metric["value"] != nil)
                #expect(Set(metric.keys).isSubset(of: ["value", "lower_value", "upper_value"]))
                if let low = metric["lower_value"], let high = metric["upper_value"], let value = metric["value"] {
                    #expect(low <= value && value <= high)
                }
            }
        }
        let row = try #require(try SampleRun.costs().first { $0.concurrency == nil })
        let all = "\(row.scale.label)-\(row.scale.localPods)local/per-request/kube-router-0.2.0/on/all"
        let ratio = try #require(document[all]?["relative-throughput"])
        #expect(abs((ratio["value"] ?? 0) - (1 - row.costPercent / 100)) < 1e-12)
        #expect(abs((ratio["lower_value"] ?? 0) - (1 - row.high / 100)) < 1e-12)
    }

    /// `extract.ts` wants name, unit and value of each, and takes range and extra as strings.
    @Test("github-action-benchmark's custom format holds, one direction a file", arguments: ["bigger", "smaller"])
    func github(direction: String) throws {
        let format = try #require(ExportFormat(rawValue: "github-\(direction)"))
        let list = try #require(try json(format, SampleExport.run()) as? [[String: Any]])
        #expect(!list.isEmpty)
        for item in list {
            #expect(Set(item.keys).isSubset(of: ["name", "unit", "value", "range", "extra"]))
            #expect((item["name"] as? String)?.isEmpty == false)
            #expect(item["value"] is Double)
            #expect(["range", "extra"].allSatisfy { item[$0] == nil || item[$0] is String })
        }
        let units = Set(list.compactMap { $0["unit"] as? String })
        #expect(units == (direction == "bigger" ? ["ratio", "req/s"] : ["us", "us/request"]))
        #expect(Set(list.compactMap { $0["name"] as? String }).count == list.count)
    }

    @Test("Figures that are not known are left out, as JSON has no word for them")
    func unknown() throws {
        var run = try SampleExport.run()
        run.costs = []
        run.curves = Array(run.curves.prefix(1))
        run.curves[0].qpsLow = .nan
        run.curves[0].cpuMicrosecondsPerRequest = .nan
        let document = try #require(try json(.bencher, run) as? [String: [String: [String: Double]]])
        let measures = try #require(document.values.first)
        #expect(Set(measures.keys) == ["throughput", "latency-p50", "latency-p99"])
        #expect(measures["throughput"]?["lower_value"] == nil)
        #expect(try #require(try json(.githubSmaller, run) as? [[String: Any]]).count == 2)
    }

    @Test("There is nothing to export of no run", arguments: ExportFormat.allCases)
    func none(format: ExportFormat) {
        #expect(throws: ReportError.self) { try format.text(of: []) }
    }

    @Test("The same runs give the same bytes, and formats of one run take the last", arguments: ExportFormat.allCases)
    func bytes(format: ExportFormat) throws {
        let days = Array(try SampleExport.days().suffix(2))
        #expect(try format.text(of: days) == format.text(of: days))
        #expect((try format.text(of: days) == format.text(of: [days[1]])) == format.isOfOneRun)
    }
}
