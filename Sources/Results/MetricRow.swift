/// How an arm changes a metric other than QPS against `off`, in one cell or over all levels of a scale: a row of `metrics.csv`.
///
/// Percentages are of the value under `off`: positive is up (100 (e^d - 1) of the paired log ratio d). All of these metrics
/// are better lower: `slower` is the verdict on a value that rises.
package struct MetricRow: TestRow {
    package var test: TestColumns
    package var metric: Metric
    /// Geometric means over the quads that count, in microseconds; their ratio is that of `changePercent`.
    package var valueOff: Double
    package var valueCompared: Double
    /// Mean; its interval is from `low` to `high`.
    package var changePercent: Double

    package init(
        _ test: TestColumns,
        metric: Metric,
        valueOff: Double,
        valueCompared: Double,
        changePercent: Double
    ) {
        self.test = test
        self.metric = metric
        self.valueOff = valueOff
        self.valueCompared = valueCompared
        self.changePercent = changePercent
    }
}

extension MetricRow {
    package static let columns =
        TestColumns.place + ["metric", "value_off", "value_on", "change_percent"] + TestColumns.outcome
        + TestColumns.band

    /// Microseconds to a thousandth.
    package var cells: [String] {
        test.placeCells + [metric.rawValue]
            + [valueOff, valueCompared].map { NumberText.fixed($0, decimals: 3) }
            + [TestColumns.percent(changePercent)] + test.outcomeCells + test.bandCells
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(
            try TestColumns(cells),
            metric: try cells.word("metric"),
            valueOff: try cells.number("value_off"),
            valueCompared: try cells.number("value_on"),
            changePercent: try cells.number("change_percent")
        )
    }
}

extension MetricRow {
    private enum OwnKey: String, CodingKey {
        case metric, valueOff, valueCompared, changePercent
    }

    /// All columns in one object.
    package func encode(to encoder: any Encoder) throws {
        try test.encode(to: encoder)
        var own = encoder.container(keyedBy: OwnKey.self)
        try own.encode(metric, forKey: .metric)
        try own.encode(valueOff, forKey: .valueOff)
        try own.encode(valueCompared, forKey: .valueCompared)
        try own.encode(changePercent, forKey: .changePercent)
    }
}
