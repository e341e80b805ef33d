import Foundation
import Results
import Testing

@Suite struct CompareCommandTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func compare(_ arguments: String...) throws -> BuiltCommand {
        try BuiltCommand(["compare", scratch.path("base"), scratch.path("new")] + arguments)
    }

    @Test("A scale that costs more by the margin is a regression, and named")
    func regression() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, costs: [14, 9])
        let command = try compare()
        #expect(command.status == 2)
        #expect(command.errors.hasPrefix("npbench: enforcement costs more at 1000service2000pod; "))
        #expect(command.lines.first?.hasPrefix("test ") == true)
        #expect(command.output.contains("1000service2000pod, 22 per node, kube-router-0.2.0: REGRESSION: costs more"))
        #expect(
            command.output.contains("1000service4000pod, 22 per node, kube-router-0.2.0: costs the same within 3.0 %")
        )
        #expect(try compare("--margin", "10").status == 0)
    }

    @Test("A run beside itself has no regression; a faster one is none either")
    func fine() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, costs: [3, 9])
        #expect(try compare().status == 0)
        #expect(try compare().output.contains("costs less"))
    }

    @Test("--json and --junit say the same")
    func documents() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, costs: [14, 9])
        let command = try compare("--json", "--junit", scratch.path("compare.xml"))
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any]
        )
        let rows = try #require(document["rows"] as? [[String: Any]])
        #expect(rows.map { $0["verdict"] as? String } == ["slower", "slower", "equivalent", "equivalent"])
        #expect(rows.map { $0["regression"] as? Bool } == [false, true, false, false])
        #expect(try scratch.text("compare.xml").contains("failures=\"1\""))
    }

    @Test("Runs of other kinds are refused with what differs, and compared anyway when told")
    func kinds() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, machine: "77aa", controller: "kube-router-2.11")
        let command = try compare()
        #expect(command.status == 1)
        #expect(
            command.errors.contains(
                "differ in machine (1f0c, then 77aa), controller (kube-router-0.2.0, then kube-router-2.11);"
            )
        )
        let anyway = try compare("--anyway")
        #expect(anyway.status == 0)
        #expect(anyway.output.contains("Differs in kind: machine is 1f0c, then 77aa"))
    }

    @Test("Scales of only one run are named, and an invalid run is refused with status 7")
    func partial() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, costs: [8])
        #expect(try compare().output.contains("Not compared: 1000service4000pod"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, outcome: .invalid)
        #expect(try compare().status == 7)
    }

    @Test("Entries of a history stand in for directories")
    func entries() throws {
        let file = scratch.path("history.sqlite")
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1, costs: [14, 9])
        _ = try BuiltCommand("history", "add", scratch.path("base"), "--history", file)
        #expect(try BuiltCommand("compare", "entry:1", scratch.path("new"), "--history", file).status == 2)
        #expect(try BuiltCommand("compare", "entry:2", scratch.path("new"), "--history", file).status == 5)
        #expect(try BuiltCommand("compare", "entry:x", scratch.path("new"), "--history", file).status == 64)
    }

    @Test("What is no result directory is said so, in one sentence")
    func nowhere() throws {
        try SampleResults.write(to: scratch.path("base"))
        let command = try compare()
        #expect(command.status == 1)
        #expect(command.errors.contains("No such file or directory; give a result directory"))
        #expect(command.errors.split(separator: "\n").count == 1)
    }

    @Test("Of a run that was killed before its tables were written, the samples tell; without these it is refused")
    func killed() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1)
        try FileManager.default.removeItem(atPath: scratch.path("new/cost.csv"))
        let command = try compare()
        #expect(command.status == 1)
        #expect(command.errors.contains("new/samples.jsonl: No such file or directory"))
        _ = try scratch.write("", to: "new/samples.jsonl")
        #expect(try compare().errors.contains("no scale, arm and level in common"))
    }

    @Test("Undecided scales end with 8 only when strict")
    func strict() throws {
        try SampleResults.write(to: scratch.path("base"))
        try SampleResults.write(to: scratch.path("new"), hour: 1)
        let path = scratch.path("new/cost.csv")
        // Intervals so wide that nothing can be told.
        let wide = try String(contentsOfFile: path, encoding: .utf8).replacing("7.5000,8.5000", with: "-2.0000,17.0000")
        try wide.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try compare().status == 0)
        let strict = try compare("--strict")
        #expect(strict.status == 8)
        #expect(strict.errors.contains("undecided at 1000service2000pod;"))
    }
}
