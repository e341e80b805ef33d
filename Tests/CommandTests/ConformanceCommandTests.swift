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

    @Test("Over IPv6, and over both families, a case is told with its family")
    func secondStack() throws {
        let one = try BuiltCommand(
            ["conformance", "--family", "ipv6", "--controller", "kube-router-2.11", "--case", "default-deny", "--grid"]
        )
        #expect(one.status == 0, "\(one.errors)")
        #expect(one.lines.first == "| NetworkPolicy Feature | Supported (IPv6) |")
        #expect(one.output.contains("no Services of IPv6"))
        #expect(one.output.contains("nsa/server:80/IPv6"))
        let both = try BuiltCommand(
            [
                "conformance", "--family", "dual", "--controller", "kube-router-2.11-nft", "--case", "default-deny",
                "--json",
            ]
        )
        #expect(both.status == 0, "\(both.errors)")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(both.output.utf8)) as? [String: Any])
        let controller = try #require((root["controllers"] as? [[String: Any]])?.first)
        #expect(controller["families"] as? [String] == ["ipv4", "ipv6"])
        #expect(controller["mismatches"] as? Int == 0)
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
            (["--family", "ipv6"], 6, "kube-router-0.2.0 has no IPv6 rules"),
            (
                ["--family", "dual", "--controller", "kube-router-2.11,calico-iptables"], 6,
                "calico-iptables has no IPv6"
            ),
            (["--family", "ipv6", "--service-proxy", "kube-proxy-iptables-1.36"], 64, "no Services of IPv6"),
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
