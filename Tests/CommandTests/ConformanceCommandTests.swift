import Foundation
import Testing

@Suite("npbench conformance", .serialized)
struct ConformanceCommandTests {
    @Test("The table, the reasons and the counts are printed, and the status is 0 without an undeclared mismatch")
    func table() throws {
        let result = try BuiltCommand("conformance", "--controller", "kube-router-0.2.0")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors == "")
        #expect(result.lines.first == "| NetworkPolicy Feature | Supported |")
        let rows = result.lines.filter { $0.hasPrefix("| should") }
        #expect(rows.count == 25 + 4)
        #expect(rows.first == "| should support a `default-deny` policy | Yes |")
        #expect(rows.prefix(25).count { $0.hasSuffix("| Yes |") } == 17)
        #expect(result.output.contains("matchExpressions are ignored"))
        #expect(result.output.contains("0 undeclared mismatches"))
    }

    @Test("JSON and JUnit hold the same cases")
    func documents() throws {
        let scratch = try ScratchDirectory()
        let junit = scratch.path("results.xml")
        let result = try BuiltCommand(
            "conformance",
            "--controller",
            "all",
            "--case",
            "default-deny",
            "--json",
            "--junit",
            junit
        )
        #expect(result.status == 0, "\(result.errors)")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let controllers = try #require(root["controllers"] as? [[String: Any]])
        #expect(controllers.contains { $0["controller"] as? String == "kube-router-0.2.0" })
        #expect((controllers.first?["cases"] as? [Any])?.count == 2)
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(xml.contains("name=\"should support a 'default-deny' policy\""))
        #expect(xml.contains("failures=\"0\""))
    }

    @Test("The names of all cases are listed without a twin")
    func list() throws {
        let result = try BuiltCommand("conformance", "--list")
        #expect(result.status == 0)
        #expect(result.lines.count == 34)
    }

    @Test(
        "Bad input ends in one sentence and the right exit status",
        arguments: [
            (["--controller", "nobody"], 64, "no controller is called 'nobody'"),
            (["--controller", "kube-router-0.2.0,"], 64, "no controller is called ''"),
            (["--service-proxy", "nothing"], 64, "no service proxy is called 'nothing'"),
            (["--case", "nonsense"], 64, "no case has 'nonsense' in its name"),
            (["--grid", "--json"], 64, "exclude each other"),
            (["--junit", "/nonexistent/file.xml"], 1, "/nonexistent/file.xml"),
        ] as [([String], Int32, String)]
    )
    func badInput(arguments: [String], status: Int32, sentence: String) throws {
        let command = try BuiltCommand(["conformance"] + arguments)
        #expect(command.status == status, "\(command.errors)")
        #expect(command.output == "")
        #expect(command.errors.contains(sentence), "\(command.errors)")
        #expect(command.errors.split(separator: "\n").count == 1)
    }
}
