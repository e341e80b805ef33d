import History
import Report
import Results
import Statistics

extension ComparisonReport {
    /// What `compare --json` prints.
    struct Document: Encodable {
        struct Row: Encodable {
            var base: CostRow
            var new: CostRow
            var changePercent: Double
            var low: Double
            var high: Double
            var adjustedP: Double
            var verdict: String
            /// Whether the build fails for it.
            var regression: Bool
        }

        var marginPercent: Double
        var rows: [Row]
        var differences: [RunKind.Difference]
        var unmatched: [String]
    }

    var document: Document {
        Document(
            marginPercent: comparison.marginPercent,
            rows: comparison.rows.map { row in
                Document.Row(
                    base: row.base,
                    new: row.new,
                    changePercent: row.changePercent,
                    low: row.interval.low,
                    high: row.interval.high,
                    adjustedP: row.adjustedP,
                    verdict: row.comparison.rawValue,
                    regression: comparison.regressions.contains(row)
                )
            },
            differences: differences,
            unmatched: comparison.unmatched
        )
    }

    /// A case per test: a regression of a scale fails, what decides nothing is skipped.
    var junit: String {
        let cases = comparison.rows.map { row -> JUnitSuite.Case in
            let outcome: JUnitSuite.Outcome =
                comparison.regressions.contains(row) ? .failed : row.comparison == .inconclusive ? .skipped : .passed
            return JUnitSuite.Case(
                name: row.base.place,
                group: "npbench.compare",
                outcome: outcome,
                message: "\(row.comparison.rawValue): the cost changed by \(row.changePercent) % of QPS"
            )
        }
        return JUnitSuite(name: "npbench compare", cases: cases).text
    }
}
