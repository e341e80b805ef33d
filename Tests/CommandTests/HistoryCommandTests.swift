import Foundation
import Results
import Testing

@Suite struct HistoryCommandTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func history(_ arguments: String...) throws -> BuiltCommand {
        try BuiltCommand(["history"] + arguments + ["--history", scratch.path("history.sqlite")])
    }

    /// Adds a run for each cost of the first scale; the second's stays as it is.
    private func add(_ costs: [Double], from hour: Int = 0, kernel: String = "6.18.1") throws {
        let names = try costs.enumerated().map { index, cost in
            let path = scratch.path("run-\(hour + index)")
            try SampleResults.write(to: path, hour: hour + index, costs: [cost, 9 + noise(index)], kernel: kernel)
            return path
        }
        let added = try BuiltCommand(
            ["history", "add", "--revision", "r\(hour)", "--history", scratch.path("history.sqlite")] + names
        )
        #expect(added.status == 0, "\(added.errors)")
        #expect(added.lines.count == costs.count)
    }

    private func noise(_ index: Int) -> Double { [0.2, -0.3, 0.1, 0, -0.1, 0.3, -0.2][index % 7] }

    private func level(_ cost: Double, _ count: Int) -> [Double] { (0..<count).map { cost + noise($0) } }

    private func json(_ command: BuiltCommand) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
    }

    @Test("A history grows from no baseline over ok and suspect to a regression, and an acknowledgement ends it")
    func gate() throws {
        try add(level(8, 8))
        let early = try history("check")
        #expect(early.status == 5)
        #expect(early.errors.hasPrefix("npbench: cannot judge entry 8: "))
        try add(level(8, 4), from: 8)
        let fine = try history("check")
        #expect(fine.status == 0)
        #expect(fine.output.contains("ok, 12 runs: ratio on 1000service2000pod-22local all levels"))

        try add([14], from: 12, kernel: "6.18.2")
        #expect(try history("check").status == 0)
        let suspect = try history("check", "--strict")
        #expect(suspect.status == 8)
        #expect(suspect.output.contains("suspect fall: ratio 0.9198 -> 0.8600 (-6.5 %)"))

        try add(level(14, 3), from: 13, kernel: "6.18.2")
        let found = try history("check")
        #expect(found.status == 2)
        #expect(found.output.contains("Between entry 12 (r8) and entry 13 (r12), of 2026-01-10T12:00:00Z:"))
        #expect(found.output.contains("confirmed fall: ratio 0.9198 -> 0.8600 (-6.5 %)"))
        #expect(found.output.contains("besides changed: kernel.release 6.18.1 -> 6.18.2"))
        #expect(found.output.contains("REGRESSION, 16 runs: ratio on 1000service2000pod-22local"))
        #expect(found.output.contains("ok, 16 runs: ratio on 1000service4000pod-22local"))
        #expect(found.errors.split(separator: "\n").count == 1)

        let accepted = try history("acknowledge", "13", "--reason", "known", "--until", "2999-12-31")
        #expect(accepted.status == 0)
        let after = try history("check")
        #expect(after.status == 0)
        #expect(after.output.contains("acknowledged until 2999-12-31: known"))
        #expect(try history("acknowledge", "13", "--reason", "known", "--until", "2026-02-31").status == 64)
        #expect(try history("acknowledge", "99", "--reason", "known", "--until", "2999-12-31").status == 5)
    }

    @Test("check --json and --junit say the same as the exit status")
    func documents() throws {
        try add(level(8, 12) + level(14, 6))
        let junit = scratch.path("gate.xml")
        let command = try history("check", "--json", "--junit", junit)
        #expect(command.status == 2)
        let document = try json(command)
        #expect(document["outcome"] as? String == "regression")
        let series = try #require(document["series"] as? [[String: Any]])
        #expect(series.count == 2)
        let change = try #require((series[0]["changes"] as? [[String: Any]])?.first)
        #expect(change["entry"] as? Int == 13)
        #expect(change["regression"] as? Bool == true)
        #expect((series[1]["changes"] as? [Any])?.isEmpty == true)
        let xml = try scratch.text("gate.xml")
        #expect(xml.contains("failures=\"1\""))
        #expect(xml.contains("tests=\"2\""))
    }

    @Test("list and show give what was added, in text and in JSON, and prune takes the oldest away")
    func listing() throws {
        try add(level(8, 3))
        let list = try history("list")
        #expect(list.lines.count == 4)
        #expect(list.lines[1].contains("2026-01-10T00:00:00Z  kube-router-0.2.0  1f0c     r0"))
        let lines = try JSONSerialization.jsonObject(with: Data(try history("list", "--json").output.utf8))
        #expect((lines as? [[String: Any]])?.map { $0["id"] as? Int } == [1, 2, 3])
        let show = try history("show", "2")
        #expect(show.lines.first == "entry 2 of 2026-01-10T01:00:00Z, revision r0, machine 1f0c")
        #expect(show.output.contains("kube-router-0.2.0 costs 7.7 % of QPS"))
        #expect((try json(history("show", "2", "--json"))["costs"] as? [Any])?.count == 4)
        #expect(try history("prune", "--keep", "1").output == "2 runs taken out.\n")
        #expect(try history("list").lines.count == 2)
        #expect(try history("show", "1").status == 5)
        #expect(try history("prune", "--keep", "0").status == 64)
    }

    @Test("A run is added once, and bad ones are refused in one sentence")
    func adding() throws {
        try add([8])
        #expect(try history("add", scratch.path("run-0")).output.contains("entry 1, which was there already"))
        try SampleResults.write(to: scratch.path("bad"), hour: 5, outcome: .invalid)
        let invalid = try history("add", scratch.path("bad"))
        #expect(invalid.status == 1)
        #expect(invalid.errors.contains("it is invalid"))
        let nowhere = try history("add", scratch.path("nowhere"))
        #expect(nowhere.status == 1)
        #expect(nowhere.errors.contains("No such file or directory; give a result directory"))
        #expect(nowhere.errors.split(separator: "\n").count == 1)
        #expect(try history("list").lines.count == 2)
    }

    @Test("Without a history there is no baseline", arguments: ["check", "list", "plot"])
    func missing(verb: String) throws {
        let command = try history(verb)
        #expect(command.status == 5)
        #expect(command.errors.hasPrefix("npbench: cannot read the history "))
    }

    @Test("Every format is printed, and an unknown one is a usage error")
    func export() throws {
        try add(level(8, 3))
        let beginnings = [
            "benchfmt": "Unit req/s", "bencher": "{", "github-bigger": "[", "github-smaller": "[", "junit": "<?xml",
            "openmetrics": "# TYPE npbench_run info", "otava": "time,commit,machine,",
        ]
        for (format, beginning) in beginnings {
            let command = try history("export", "--format", format)
            #expect(command.status == 0)
            #expect(command.output.hasPrefix(beginning), "\(format)")
        }
        #expect(try history("export", "--format", "otava").lines.count == 4)
        #expect(try history("export", "--format", "otava", "--entry", "2").lines.count == 2)
        #expect(try history("export", "--format", "xml").status == 64)
    }

    @Test("plot draws each scale's series")
    func plot() throws {
        try add(level(8, 12) + level(14, 6))
        let command = try history("plot", "--output", scratch.path("pictures"))
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.lines.count == 2)
        let names = ["history-1", "history-2"].flatMap { name in ["csv", "gp", "svg"].map { "\(name).\($0)" } }
        #expect(scratch.names(in: "pictures") == names)
        #expect(try scratch.text("pictures/history-1.gp").contains("set arrow from 12.5"))
    }

    @Test("Processes that add at once, from no file on, lose nothing")
    func concurrent() async throws {
        try await withThrowingTaskGroup(of: Int32.self) { group in
            for hour in 0..<12 {
                let path = scratch.path("run-\(hour)")
                try SampleResults.write(to: path, hour: hour)
                let file = scratch.path("history.sqlite")
                group.addTask { try BuiltCommand(["history", "add", path, "--history", file]).status }
            }
            for try await status in group { #expect(status == 0) }
        }
        #expect(try history("list").lines.count == 13)
    }

    @Test("A process that is killed while it adds leaves whole entries only, and all that it told of")
    func killed() async throws {
        let file = scratch.path("history.sqlite")
        let paths = try (0..<30).map { hour in
            let path = scratch.path("run-\(hour)")
            try SampleResults.write(to: path, hour: hour)
            return path
        }
        var told = 0
        for delay in [20, 40, 60, 80, 100, 140] {
            let running = try RunningCommand(["history", "add", "--history", file] + paths)
            try await Task.sleep(for: .milliseconds(delay))
            running.signal(9)
            _ = try await running.end()
            told = max(told, running.output.split(separator: "\n").count { $0.contains(": entry ") })
        }
        if FileManager.default.fileExists(atPath: file) {
            let list = try history("list")
            #expect(list.status == 0, "\(list.errors)")
            #expect(list.lines.count - 1 >= told)
        }
        #expect(try BuiltCommand(["history", "add", "--history", file] + paths).status == 0)
        #expect(try history("list").lines.count == 31)
        let check = try json(history("check", "--json"))
        #expect((check["series"] as? [[String: Any]])?.map { $0["runs"] as? Int } == [30, 30])
    }
}
