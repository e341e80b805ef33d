/// What a controller costs against another of the same run, or its sync work beside its rules, over all levels of a scale: a row
/// of `contrasts.csv`.
package struct ContrastRow: Encodable, Equatable, Sendable {
    /// As in `cost.csv`, but QPS lost against `against` in place of `off`; its quads are the rounds that both have whole.
    package var cost: CostRow
    /// The controller that runs in the same arm; of sync work the same controller in the arm `on`, as `onlyRules(of:)` calls it.
    package var against: String

    package init(cost: CostRow, against: String) {
        self.cost = cost
        self.against = against
    }

    /// How `against` names a controller whose rules are there and whose sync work is not replayed.
    package static func onlyRules(of controller: String) -> String { "\(controller) \(Arm.on.rawValue)" }

    /// Whether the row says what sync work adds to the cost of rules.
    package var isOfSyncWork: Bool {
        cost.arm == .churn && against == ContrastRow.onlyRules(of: cost.controller)
    }
}

extension ContrastRow: CSVRecord {
    package static let columns = CostRow.firstColumns + ["against"] + TestColumns.band

    package var cells: [String] { cost.firstCells + [against] + cost.test.bandCells }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(cost: try CostRow(cells), against: try cells.text("against"))
    }
}
