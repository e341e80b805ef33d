import Foundation
import Results
import Testing

@testable import Report

@Suite("The report")
struct ReportWriterTests {
    private let tables = ["cost.csv", "curves.csv", "metrics.csv"]
    private let pictures = ["cost.svg", "curves.png", "curves.svg"]

    private func write(_ run: RunRecord = SampleRun.record, to directory: String) throws {
        try ReportWriter.write(
            RunTables(run: run, curves: SampleRun.curves(), costs: SampleRun.costs(), metrics: SampleRun.metrics()),
            to: directory
        )
    }

    private func files(_ directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    @Test("Tables, script and summary are those on record, byte for byte")
    func golden() throws {
        try SampleRun.inDirectory { directory in
            try write(to: directory)
            for name in tables + ["curves.gp", "summary.txt"] {
                #expect(try SampleRun.read(directory, name) == SampleRun.text(name), "\(name) differs")
            }
        }
    }

    @Test("The picture has six curves, named as the published experiment names them")
    func legend() throws {
        try SampleRun.inDirectory { directory in
            try write(to: directory)
            #expect(
                try files(directory)
                    == (tables + pictures + ["curves.gp", "report", "report.html", "summary.txt"]).sorted()
            )
            let svg = try SampleRun.read(directory, "curves.svg")
            for pods in [2000, 6000, 8000] {
                #expect(svg.contains(">1000service\(pods)pod<"))
                #expect(svg.contains(">1000service\(pods)pod-kube-router<"))
            }
            #expect(svg.ranges(of: ">1000service").count == 6)
            #expect(svg.contains(">QPS (requests per second; higher is better)<"))
            #expect(try SampleRun.read(directory, "cost.svg").contains("kube-router: 7.9 % (7.1 to 8.7)<"))
            let png = try Data(contentsOf: URL(filePath: directory + "/curves.png"))
            #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
            #expect(png.count > 20_000)
        }
    }

    @Test("The script runs alone beside the tables, and draws the same bytes as before")
    func redraw() throws {
        try SampleRun.inDirectory { directory in
            try write(to: directory)
            let first = try pictures.map { try Data(contentsOf: URL(filePath: "\(directory)/\($0)")) }
            for name in pictures + ["summary.txt"] {
                try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
            }
            let messages = try GnuplotProcess.run("curves.gp", in: directory)
            #expect(messages == "")
            #expect(try pictures.map { try Data(contentsOf: URL(filePath: "\(directory)/\($0)")) } == first)
        }
    }

    @Test("Without gnuplot all else is written, and the sentence names the package")
    func missingGnuplot() throws {
        try SampleRun.inDirectory { directory in
            let error = #expect(throws: ReportError.self) {
                try ReportWriter.write(
                    RunTables(run: SampleRun.record, curves: SampleRun.curves(), costs: SampleRun.costs()),
                    to: directory,
                    gnuplot: "gnuplot-that-is-not-there"
                )
            }
            #expect(error?.kind == .missingCapability)
            #expect(error?.description.contains("install the package gnuplot-nox") == true)
            let written = try files(directory)
            #expect(written == ["cost.csv", "curves.csv", "curves.gp", "summary.txt"])
        }
    }

    @Test("A directory that can not be written to is one sentence with the path")
    func unwritable() throws {
        try SampleRun.inDirectory { directory in
            let error = #expect(throws: ReportError.self) { try write(to: directory + "/absent") }
            #expect(error?.kind == .failed)
            #expect(error?.description.hasPrefix("Can not write \(directory)/absent/curves.csv: ") == true)
        }
    }

    @Test("An invalid run, or one without a curve, gets its tables and its page, and no picture")
    func nothingToDraw() throws {
        try SampleRun.inDirectory { directory in
            var invalid = SampleRun.record
            invalid.outcome = .invalid
            try write(invalid, to: directory)
            #expect(try !files(directory).contains { $0.hasPrefix("curves.") && $0 != "curves.csv" })
            #expect(try files(directory).contains("report.html"))
            #expect(try !SampleRun.read(directory, "summary.txt").contains(" costs "))
        }
        try SampleRun.inDirectory { directory in
            try ReportWriter.write(RunTables(run: SampleRun.record), to: directory)
            #expect(try files(directory) == ["cost.csv", "curves.csv", "report.html", "summary.txt"])
            #expect(try SampleRun.read(directory, "curves.csv") == CurveRow.csv([]))
        }
    }

    @Test("One point without intervals, an odd target and no cost are drawn too")
    func smallest() throws {
        try SampleRun.inDirectory { directory in
            var run = SampleRun.record
            run.plan.target = "it's_a/\"test\"\n:80"
            var point = try #require(try SampleRun.curves().first)
            (point.qpsLow, point.qpsHigh, point.samples) = (.nan, .nan, 1)
            try ReportWriter.write(RunTables(run: run, curves: [point]), to: directory)
            #expect(try files(directory).contains("curves.svg"))
            #expect(try !files(directory).contains("cost.svg"))
            #expect(try SampleRun.read(directory, "curves.svg").contains("QPS of it's_a/\"test\" :80"))
        }
    }
}
