import Addressing
import Conformance
import Testing

@Suite struct ConformanceSummaryTests {
    private let text = ConformanceSummary(ConformanceData.results).text

    @Test("Tables come first, then what went otherwise, then the counts")
    func order() throws {
        let table = try #require(text.firstRange(of: "| NetworkPolicy Feature | good | bad |"))
        let grid = try #require(text.firstRange(of: "bad, case two\n"))
        let why = try #require(text.firstRange(of: "Why bad does not support these:"))
        let total = try #require(
            text.firstRange(of: "bad: 1 of 4 cases supported, 3 probes, 1 undeclared mismatch, 2.3 s")
        )
        #expect(table.lowerBound < grid.lowerBound)
        #expect(grid.lowerBound < why.lowerBound)
        #expect(why.lowerBound < total.lowerBound)
        #expect(text.contains("good: 4 of 4 cases supported, 4 probes, 0 undeclared mismatches, 1.0 s"))
    }

    @Test("A result of IPv6 says so in its table, its grid, its faults and its counts, and why no Service was dialled")
    func family() {
        let text = ConformanceSummary([ConformanceData.result6]).text
        #expect(text.hasPrefix("| NetworkPolicy Feature | Supported (IPv6) |\n"))
        #expect(text.contains("npbench has no Services of IPv6"))
        #expect(text.contains("nsa/server:80/IPv6 reached fd00:244::af4:102, should be denied"))
        #expect(text.contains("six (IPv6): 0 of 1 cases supported"))
        #expect(!self.text.contains("IPv6"))
    }

    @Test("Every fault is told with its reason")
    func faults() {
        #expect(text.contains("nsa/client-a -> nsa/server:80 reached 10.244.1.2, should be denied: it ignores except"))
        #expect(text.contains("nsa/client-a -> nsa/server:80 refused, should be allowed\n"))
        #expect(text.contains("bad cannot: <\"a\" & 'b'>"))
        #expect(!text.contains("Why good"))
    }

    @Test("Grids of what went well are shown if asked for")
    func grids() {
        #expect(!text.contains("good, case two"))
        let all = ConformanceSummary(ConformanceData.results, showsAllGrids: true).text
        #expect(all.contains("good, case two"))
    }

    @Test("Changes of the dynamic cases show how long they took, in milliseconds")
    func exposures() {
        let exposure = Exposure(sync: .event, openSeconds: 0.0123, closedSeconds: nil, programSeconds: 0.004)
        func played(_ name: String) -> CaseResult {
            CaseResult(
                name: name,
                origin: .upstream,
                steps: [StepResult(number: 3, probes: [], exposure: exposure)],
                seconds: 0
            )
        }
        let cases = [played("should enforce updated policy"), played("should support allow-all policy")]
        let table = ExposureTable([SubjectResult(controller: "c", cases: cases, seconds: 0)])
        let rows = table.text.split(separator: "\n").map(String.init)
        #expect(rows.count == 2)
        #expect(
            rows[1].split(separator: " ").joined(separator: " ")
                == "12.3 ms still closed 4.0 ms an event c 3 should enforce updated policy"
        )
        #expect(ExposureTable(ConformanceData.results).isEmpty)
    }
}
