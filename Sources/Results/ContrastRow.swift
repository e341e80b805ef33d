/// What a controller costs against another of the same run, over all levels of a scale: a row of `contrasts.csv`.
package struct ContrastRow: Codable, Equatable, Sendable {
    /// As in `cost.csv`, but QPS lost against `against` in place of `off`; its quads are the rounds that both have whole.
    package var cost: CostRow
    /// The controller that runs in the same arm.
    package var against: String

    package init(cost: CostRow, against: String) {
        self.cost = cost
        self.against = against
    }
}

extension ContrastRow: CSVRecord {
    package static let columns = CostRow.firstColumns + ["against"] + CostRow.addedColumns

    package var cells: [String] { cost.firstCells + [against] + cost.addedCells }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(cost: try CostRow(cells), against: try cells.text("against"))
    }
}
