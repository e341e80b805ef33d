import Testing

@testable import PeerComparison

@Suite("The page that a comparison leaves behind")
struct PeerDocumentTests {
    private func page(_ samples: [PeerSample], _ setting: PeerSetting = .service) -> String {
        var startUp = StartUpCost()
        startUp.add(.wrk, concurrency: 32, cpuMicroseconds: 5_000)
        return PeerDocument(
            setting: setting,
            rounds: 2,
            seconds: 2,
            command: "scripts/compare-peers BINARY",
            facts: [(name: "cpu.model", value: "Worked Example")],
            analysis: PeerAnalysis(samples),
            startUp: startUp,
            commandLines: ["wrk -t1 http://10.96.0.10/"]
        ).text
    }

    private func rows(_ text: String, _ cells: String...) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: "|").map { $0.trimmingCharacters() } }
            .filter { row in cells.allSatisfy(row.contains) }
    }

    private static let samples: [PeerSample] = (1...2).flatMap { round -> [PeerSample] in
        [
            .worked(.npbench, round: round, completed: 11_000 + round, cpuMicroseconds: 1_000_000),
            .worked(.ab, round: round, completed: 9_000),
            .worked(.wrk, round: round, completed: 10_000, cpuMicroseconds: 1_005_000, startUpMicroseconds: 5_000),
        ]
    }

    @Test("A bar stands with what was measured, and its verdict")
    func bars() {
        let found = rows(page(Self.samples), "keep-alive, c = 32", "QPS >= 0.99 of the best of ab, wrk")
        #expect(found.count == 1)
        #expect(found.first?[2] == "1.100")
        #expect(found.first?.last == "pass")
        let missed = rows(page(Self.samples), "keep-alive, c = 32", "CPU a request <= 0.90 of wrk")
        #expect(missed.first?[2] == "0.909")
        #expect(missed.first?.last == "FAIL")
    }

    @Test("A cell without samples is not measured, in every table")
    func empty() {
        let text = page(Self.samples)
        #expect(rows(text, "per-request, c = 1", "QPS >= 0.98 of the best of ab, wrk").first?.last == "not measured")
        #expect(rows(text, "keep-alive, c = 32", "hey", "0").count == 2)
    }

    @Test("A sample that is left out is named with its cause")
    func faults() {
        #expect(!page(Self.samples).contains("left out\n"))
        let text = page(Self.samples + [.worked(.hey, round: 1, connections: 10_000)])
        #expect(
            text.contains("- round 1, keep-alive, c = 32, hey: 10000 connections for 10000 requests are not kept\n")
        )
    }

    @Test("It says what start-up is at most, how it was measured, and on what")
    func context() {
        let text = page(Self.samples)
        #expect(text.contains("is at most 0.5 % of any."))
        #expect(rows(text, "wrk", "5.0").count == 1)
        #expect(rows(text, "cpu.model", "Worked Example").count == 1)
        #expect(text.contains("Written by `scripts/compare-peers BINARY`"))
        #expect(text.contains("    wrk -t1 http://10.96.0.10/\n"))
    }

    @Test("The null server is another page, with its own bars")
    func nullServer() {
        let text = page(Self.samples + [.worked(.h2load), .worked(.h2load, round: 2)], .nullServer)
        let found = rows(text, "keep-alive, c = 32", "QPS >= 1.10 of the best of ab, wrk, h2load")
        #expect(found.first?.last?.hasPrefix("pass") == true)
        #expect(!text.contains("per-request"))
    }
}

extension Substring {
    fileprivate func trimmingCharacters() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
