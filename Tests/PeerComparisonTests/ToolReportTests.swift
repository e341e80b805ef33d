import Foundation
import Testing

@testable import PeerComparison

/// Reads what the real tools printed: `TOOL-CASE.txt`, recorded from ab 2.4.71, wrk 4.1.0, hey 0.1.4, h2load 1.52.0 and npbench.
///
/// The cases: nginx over a connection per request or kept ones; a page that is not there; a server that closes without a word,
/// one that accepts and never answers, and a port where nobody listens.
@Suite("Reports of the tools")
struct ToolReportTests {
    private func recorded(_ name: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: "Data/\(name)", withExtension: "txt"))
        return try String(contentsOf: url, encoding: .utf8)
    }

    private func report(_ tool: LoadTool, _ name: String) throws -> ToolReport {
        try ToolReport(of: tool, output: try recorded("\(tool.rawValue)-\(name)"))
    }

    @Test(
        "A sound load is what the tool says it was",
        arguments: [
            (LoadTool.ab, "per-request", 2676, 1336), (.ab, "keep-alive", 6735, 3367.35),
            (.wrk, "per-request", 2483, 1239.64), (.wrk, "keep-alive", 7321, 3588.29),
            (.hey, "per-request", 3437, 1693.6972), (.hey, "keep-alive", 9068, 4531.7239),
            (.h2load, "per-request", 2000, 7917.31), (.h2load, "keep-alive", 7427, 3713.5),
            (.npbench, "per-request", 11154, 5577.03), (.npbench, "keep-alive", 32021, 16017.39),
        ] as [(LoadTool, String, Int, Double)]
    )
    func sound(tool: LoadTool, mode: String, completed: Int, rate: Double) throws {
        let report = try report(tool, mode)
        #expect(report.completed == completed)
        #expect(report.failed == 0)
        // ab says its time in milliseconds, hey in tenths of them.
        #expect(abs(report.qps / rate - 1) < 3e-4)
    }

    @Test(
        "Answers with a bad status are failed, none is completed",
        arguments: [
            (LoadTool.ab, 2038), (.wrk, 25_135), (.hey, 17_933), (.h2load, 27_062), (.npbench, 3711),
        ] as [(LoadTool, Int)]
    )
    func missing(tool: LoadTool, failed: Int) throws {
        let report = try report(tool, "missing")
        #expect(report.completed == 0)
        #expect(report.failed == failed)
        #expect(report.qps == 0)
    }

    @Test(
        "A server that closes without a word completes nothing",
        arguments: [
            (LoadTool.ab, 6421), (.wrk, 7127), (.hey, 2085), (.h2load, 0), (.npbench, 2052),
        ] as [(LoadTool, Int)]
    )
    func closed(tool: LoadTool, failed: Int) throws {
        let report = try report(tool, "closed")
        #expect(report.completed == 0)
        #expect(report.failed == failed)
    }

    @Test(
        "A server that never answers completes nothing; ab gives up and says no figures",
        arguments: LoadTool.allCases
    )
    func silent(tool: LoadTool) throws {
        if tool == .ab {
            let error = #expect(throws: PeerError.self) { try report(tool, "silent") }
            #expect(error?.description.contains("ab") == true)
        } else {
            #expect(try report(tool, "silent").completed == 0)
        }
    }

    @Test("A port where nobody listens completes nothing")
    func refused() throws {
        let ab = try report(.ab, "refused")
        #expect(ab.completed == 0 && ab.failed == 65_712)
        let hey = try report(.hey, "refused")
        #expect(hey.completed == 0 && hey.failed == 20)
    }

    @Test("What is no report is an error that names the tool and what it said", arguments: LoadTool.allCases)
    func nonsense(tool: LoadTool) {
        for text in ["", "no such option\n"] {
            let error = #expect(throws: PeerError.self) { try ToolReport(of: tool, output: text) }
            #expect(error?.description.contains(tool.rawValue) == true)
        }
    }

    @Test("The report of one tool is none of another's", arguments: LoadTool.allCases)
    func foreign(tool: LoadTool) throws {
        for other in LoadTool.allCases where other != tool {
            let text = try recorded("\(other.rawValue)-keep-alive")
            #expect(throws: PeerError.self) { try ToolReport(of: tool, output: text) }
        }
    }
}
