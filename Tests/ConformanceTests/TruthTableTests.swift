import Conformance
import Testing

@Suite struct TruthTableTests {
    /// Everybody reaches `b`, and nobody `long-name`.
    private func table() -> TruthTable {
        TruthTable(froms: ["a", "b"], tos: ["b", "long-name"]) { _, to in to == "b" }
    }

    @Test("A table that is not fully probed does not hold")
    func missing() {
        var table = table()
        #expect(table.missing == 4)
        table.record(from: "a", to: "b", reached: true)
        #expect(table.missing == 3)
        #expect(table.differences.isEmpty)
        #expect(!table.holds)
    }

    @Test("A table whose probes all say what was expected holds")
    func holds() {
        var table = table()
        for from in table.froms {
            for to in table.tos { table.record(from: from, to: to, reached: to == "b") }
        }
        #expect(table.holds)
    }

    @Test("Differences come row by row, both ways round")
    func differences() {
        var table = table()
        for from in table.froms {
            for to in table.tos { table.record(from: from, to: to, reached: from == "a") }
        }
        #expect(!table.holds)
        #expect(
            table.differences.map { "\($0.from) to \($0.to): \($0.expected)" } == [
                "a to long-name: false", "b to b: true",
            ]
        )
    }

    @Test("A later probe of a pair replaces the earlier, and a pair that is not there is refused")
    func record() {
        var table = table()
        table.record(from: "a", to: "b", reached: false)
        #expect(table.differences.count == 1)
        table.record(from: "a", to: "b", reached: true)
        #expect(table.differences.isEmpty)
        let isKnown = table.record(from: "a", to: "a", reached: true)
        #expect(!isKnown)
        #expect(table.missing == 3)
    }

    @Test("The grids are those of the Kubernetes tests")
    func grids() {
        var table = table()
        table.record(from: "a", to: "b", reached: true)
        table.record(from: "a", to: "long-name", reached: true)
        #expect(
            table.grids == """
                expected b long-name
                a        . X        \("")
                b        . X        \("")

                observed b long-name
                a        . .        \("")
                b        ? ?        \("")

                comparison b long-name
                a          . X        \("")
                b          ? ?        \("")

                """
        )
    }

    @Test("An empty table holds, and has grids")
    func empty() {
        let table = TruthTable(froms: [], tos: []) { _, _ in true }
        #expect(table.holds)
        #expect(table.grids.hasPrefix("expected\n"))
    }
}
