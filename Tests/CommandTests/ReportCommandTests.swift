import Foundation
import Results
import Testing

@Suite("npbench report") struct ReportCommandTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func report(_ arguments: String...) throws -> BuiltCommand {
        try BuiltCommand(["report", scratch.path("out")] + arguments)
    }

    @Test("A directory that holds tables alone gets its pictures and its summary, and twice the same ones")
    func drawn() throws {
        try SampleResults.write(to: scratch.path("out"))
        let command = try report()
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.contains("kube-router-0.2.0 costs "))
        #expect(command.output.hasSuffix("Results: \(scratch.path("out"))\n"))
        let files = ["curves.svg", "cost.svg", "curves.gp", "summary.txt", "report.html"]
        let first = try files.map { try scratch.text("out/\($0)") }
        #expect(first[0].contains("<svg"))
        #expect(first[4].contains("<svg") && first[4].contains("samples.jsonl: nothing says how"))
        #expect(try report().status == 0)
        #expect(try files.map { try scratch.text("out/\($0)") } == first)
    }

    @Test("An export prints the run in the other program's format, and writes nothing")
    func exported() throws {
        try SampleResults.write(to: scratch.path("out"))
        try "".write(toFile: scratch.path("out/samples.jsonl"), atomically: true, encoding: .utf8)
        let command = try report("--export", "benchfmt", "--revision", "abc123")
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.contains("\nBenchmark"))
        #expect(command.output.contains("abc123"))
        #expect(!scratch.names(in: "out").contains("summary.txt"))
        #expect(try report("--export", "xml").status == 64)
    }

    @Test("What is no result directory is refused with the file that it lacks")
    func missing() throws {
        let command = try report()
        #expect(command.status == 1)
        #expect(command.errors.contains("out/run.json: No such file or directory; give a result directory"))
    }
}
