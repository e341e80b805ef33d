/// What a run finds where nothing was changed, from the two loads of the same arm in each quad: the row of `control.csv`.
///
/// `r` is the log ratio of the later of the two to the earlier; over many quads it must be 0 on average.
package struct ControlRow: Codable, Equatable, Sendable {
    /// What the control says of the run.
    package enum Outcome: String, Codable, Sendable, CaseIterable {
        /// p of 0.05 or more.
        case passed
        /// p below 0.05: the reader is warned.
        case suspect
        /// p below 0.001: the run is invalid.
        case alarm
    }

    /// Quads that count.
    package var quads: Int
    /// Mean of r, as QPS gained by the later load in percent, and its 95 % t interval.
    package var differencePercent: Double
    package var low: Double
    package var high: Double
    /// Two-sided, of the t test of all r against 0.
    package var p: Double
    package var outcome: Outcome
    /// sd(r)/sqrt 2 in percent: the median of the cells, and the largest.
    package var medianFloorPercent: Double
    package var largestFloorPercent: Double

    package init(
        quads: Int,
        differencePercent: Double,
        low: Double,
        high: Double,
        p: Double,
        outcome: Outcome,
        medianFloorPercent: Double,
        largestFloorPercent: Double
    ) {
        self.quads = quads
        self.differencePercent = differencePercent
        self.low = low
        self.high = high
        self.p = p
        self.outcome = outcome
        self.medianFloorPercent = medianFloorPercent
        self.largestFloorPercent = largestFloorPercent
    }
}

extension ControlRow: CSVRecord {
    package static let columns = [
        "quads", "difference_percent", "low", "high", "p", "outcome", "median_floor_percent", "largest_floor_percent",
    ]

    package var cells: [String] {
        [
            String(quads),
            NumberText.fixed(differencePercent, decimals: 4),
            NumberText.fixed(low, decimals: 4),
            NumberText.fixed(high, decimals: 4),
            NumberText.significant(p, digits: 4), outcome.rawValue,
            NumberText.fixed(medianFloorPercent, decimals: 4),
            NumberText.fixed(largestFloorPercent, decimals: 4),
        ]
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(
            quads: try cells.whole("quads"),
            differencePercent: try cells.number("difference_percent"),
            low: try cells.number("low"),
            high: try cells.number("high"),
            p: try cells.number("p"),
            outcome: try cells.word("outcome"),
            medianFloorPercent: try cells.number("median_floor_percent"),
            largestFloorPercent: try cells.number("largest_floor_percent")
        )
    }
}
