import PeerComparison
import Testing

/// What is made of a shell loop, and what is said of it beside npbench.
@Suite struct PrecisionTests {
    /// Four runs of each, with a drift that only pairs see through.
    private let off = [1000.0, 1100, 1210, 1331]
    private let on = [900.0, 990, 1089, 1197.9]

    @Test("Two columns: the cost is of the means of the logarithms, the interval is Welch's")
    func unpaired() throws {
        let estimate = try ShellLoop(off: off, on: on).unpaired
        #expect(abs(estimate.costPercent - 10) < 1e-9)
        // scipy: t = 2.446912 (df 6) times the standard error 0.0870059 of ln QPS; 100 (1 - e^d) of both ends.
        #expect(abs(estimate.halfWidth - 19.3057) < 0.001)
    }

    @Test("Pairs: a drift that both runs of a pair share is in no interval")
    func paired() throws {
        let estimate = try ShellLoop(off: off, on: on).paired
        #expect(abs(estimate.costPercent - 10) < 1e-9)
        #expect(estimate.halfWidth < 1e-6)
    }

    @Test("A loop needs two runs of each, and a rate of every run")
    func refused() {
        #expect(throws: PeerError.self) { try ShellLoop(off: [1], on: [1]) }
        #expect(throws: PeerError.self) { try ShellLoop(off: [1, 2], on: [1]) }
        #expect(throws: PeerError.self) { try ShellLoop(off: [1, 0], on: [1, 2]) }
        #expect(throws: PeerError.self) { try ShellLoop(off: [1, 2], on: [1, .infinity]) }
    }

    /// Rounds in which npbench's half-width is as given; the loop's are 19.3 and about 0.
    private func document(halfWidths: [Double]) throws -> PrecisionDocument {
        let loop = try ShellLoop(off: off, on: on)
        return PrecisionDocument(
            rounds: halfWidths.enumerated().map { index, half in
                PrecisionRound(
                    npbench: PrecisionEstimate(costPercent: 5, low: 5 - half, high: 5 + half),
                    voidQuads: index,
                    loop: loop
                )
            },
            seconds: 60,
            concurrency: 16,
            command: "scripts/compare-precision",
            facts: [("date", "today")]
        )
    }

    @Test(
        "The median of the rounds decides",
        arguments: [([1, 2, 9], "9.7 times narrower", "reached"), ([2, 4, 5], "4.8", "missed")]
    )
    func verdict(halfWidths: [Double], gain: String, word: String) throws {
        let text = try document(halfWidths: halfWidths).text
        let sentence = text.split(separator: "\n").first { $0.hasPrefix("npbench's interval") }
        #expect(sentence?.contains(gain) == true)
        #expect(sentence?.hasSuffix("\(word).") == true)
    }

    @Test("Every round is a row, and the last row has the medians")
    func table() throws {
        let rows = try document(halfWidths: [1, 2, 9]).text.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows[2].contains("| 5.0") && rows[2].contains("| 1.00") && rows[2].contains("| 19.3"))
        #expect(rows[5].hasPrefix("| median") && rows[5].contains("| 2.00") && rows[5].contains("| 9.7"))
    }
}
