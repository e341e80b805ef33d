import Foundation
import Report
import Results
import Testing

/// Exports as the programs read them that they are for.
@Suite("Export: real readers")
struct ReadersTests {
    private func write(_ text: String, _ name: String, in directory: String) throws {
        try text.write(toFile: directory + "/" + name, atomically: true, encoding: .utf8)
    }

    @Test("Prometheus's parser of OpenMetrics takes several runs, and finds the ratios with the times of their runs")
    func openMetrics() throws {
        let runs = Array(try SampleExport.days().prefix(3))
        let printed = try SampleRun.inDirectory { directory in
            try write(try ExportFormat.openMetrics.text(of: runs), "metrics", in: directory)
            return try ReaderProcess.python(
                """
                from prometheus_client.openmetrics.parser import text_string_to_metric_families
                for family in text_string_to_metric_families(open('metrics').read()):
                    print(family.name, family.type, family.unit, len(family.samples))
                    for s in family.samples:
                        if s.name == 'npbench_relative_throughput_ratio' and s.labels['concurrency'] == 'all' \\
                                and s.labels['pods'] == '8000':
                            print('sample', round(s.value, 6), float(s.timestamp))
                """,
                in: directory
            )
        }
        let lines = printed.split(separator: "\n").map(String.init)
        let (costs, curves) = (runs[0].costs.count, runs[0].curves.count)
        #expect(lines.contains("npbench_run info  3"))
        #expect(lines.contains("npbench_relative_throughput_ratio gauge ratio \(3 * costs)"))
        #expect(lines.contains("npbench_latency_seconds gauge seconds \(9 * curves)"))
        let all = try #require(runs[0].costs.first { $0.concurrency == nil && $0.scale.pods == 8000 })
        let ratio = ((1 - all.costPercent / 100) * 1e6).rounded() / 1e6
        #expect(lines.contains("sample \(ratio) 1767236645.0"))
        #expect(lines.count { $0.hasPrefix("sample") } == 3)
    }

    @Test("Labels with quotes, backslashes and newlines come back as they were")
    func escapes() throws {
        let odd = "a\"b\\c\nd"
        let printed = try SampleRun.inDirectory { directory in
            try write(
                try ExportFormat.openMetrics.text(of: [SampleExport.run(revision: odd)]),
                "metrics",
                in: directory
            )
            return try ReaderProcess.python(
                """
                from prometheus_client.openmetrics.parser import text_string_to_metric_families
                families = {f.name: f for f in text_string_to_metric_families(open('metrics').read())}
                print(repr(families['npbench_run'].samples[0].labels['revision']))
                """,
                in: directory
            )
        }
        #expect(printed == "'a\"b\\\\c\\nd'\n")
    }

    @Test("Otava reads the table and finds the change where it was made")
    func otava() throws {
        let column = "1000service8000pod-82local/per-request/kube-router-0.2.0/on/all/ratio"
        let printed = try SampleRun.inDirectory { directory in
            try write(try ExportFormat.otava.text(of: SampleExport.days()), "runs.csv", in: directory)
            try write(
                """
                tests:
                  npbench:
                    type: csv
                    file: runs.csv
                    time_column: time
                    attributes: [commit, machine]
                    metrics:
                      all:
                        column: \(column)
                        direction: 1
                """,
                "otava.yaml",
                in: directory
            )
            return try ReaderProcess.run(
                "otava",
                ["analyze", "npbench", "--config-file", "otava.yaml", "--since", "2025-12-31", "--output", "json"],
                in: directory
            )
        }
        let start = try #require(printed.firstIndex(of: "{"))
        let object = try JSONSerialization.jsonObject(with: Data(printed[start...].utf8))
        let changes = try #require((object as? [String: Any])?["npbench"] as? [[String: Any]])
        #expect(changes.count == 1)
        #expect(changes.first?["time"] as? Int == 1_768_273_445, "\(printed)")
    }

    @Test("junitparser counts the cases and reads what became of them")
    func junit() throws {
        var run = try SampleExport.run(revision: "a<b>&\"c\u{7}")
        run.costs[0].verdict = .inconclusive
        var invalid = run
        invalid.run.outcome = .invalid
        let suite = JUnitSuite(
            name: "gate",
            cases: [
                .init(name: "one", group: "g", outcome: .passed, message: "fine"),
                .init(name: "two", group: "g", outcome: .failed, message: "7 % <slower>"),
            ]
        )
        let printed = try SampleRun.inDirectory { directory in
            try write(try ExportFormat.junit.text(of: [run]), "run.xml", in: directory)
            try write(try ExportFormat.junit.text(of: [invalid]), "invalid.xml", in: directory)
            try write(suite.text, "gate.xml", in: directory)
            return try ReaderProcess.python(
                """
                from junitparser import JUnitXml
                for name in ['run', 'invalid', 'gate']:
                    for suite in JUnitXml.fromfile(name + '.xml'):
                        kinds = [type(r).__name__ for case in suite for r in case.result]
                        stated = (suite.tests, suite.failures, suite.errors, suite.skipped)
                        print(name, len(list(suite)), kinds.count('Failure'), kinds.count('Error'), kinds.count('Skipped'))
                        print(name, *stated)
                        print([p.value for p in suite.properties() if p.name == 'revision'])
                        print([r.message for case in suite for r in case.result if type(r).__name__ == 'Failure'])
                """,
                in: directory
            )
        }
        let count = run.costs.count
        let lines = printed.split(separator: "\n").map(String.init)
        let undecided = run.costs.count { $0.verdict == .inconclusive }
        #expect(lines.count { $0 == "run \(count) 0 0 \(undecided)" } == 2)
        #expect(lines.count { $0 == "invalid \(count) 0 \(count) 0" } == 2)
        #expect(lines.count { $0 == "gate 2 1 0 0" } == 2)
        #expect(lines.contains("['a<b>&\"c ']"))
        #expect(lines.contains("['7 % <slower>']"))
    }
}
