/// What an arm costs against `off` in one cell, or over all levels of a scale: a row of `cost.csv`.
///
/// Percentages are of QPS lost: positive is slower (100 (1 - e^d) of the paired log ratio d).
package struct CostRow: TestRow {
    package var test: TestColumns
    /// Mean; its interval is from `low` to `high`.
    package var costPercent: Double
    /// Quads begun and voided.
    package var voided: Int

    package init(_ test: TestColumns, costPercent: Double, voided: Int) {
        self.test = test
        self.costPercent = costPercent
        self.voided = voided
    }
}

extension CostRow {
    package static let columns = firstColumns + TestColumns.band

    /// Those that `contrasts.csv` begins with.
    static let firstColumns = TestColumns.place + ["cost_percent"] + TestColumns.outcome + ["voided"]

    package var cells: [String] { firstCells + test.bandCells }

    var firstCells: [String] {
        test.placeCells + [TestColumns.percent(costPercent)] + test.outcomeCells + [String(voided)]
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(
            try TestColumns(cells),
            costPercent: try cells.number("cost_percent"),
            voided: try cells.whole("voided")
        )
    }
}

extension CostRow {
    private enum OwnKey: String, CodingKey {
        case costPercent, voided
    }

    /// All columns in one object.
    package func encode(to encoder: any Encoder) throws {
        try test.encode(to: encoder)
        var own = encoder.container(keyedBy: OwnKey.self)
        try own.encode(costPercent, forKey: .costPercent)
        try own.encode(voided, forKey: .voided)
    }
}
