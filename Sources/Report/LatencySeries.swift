import Results

/// What a treatment adds to latency at one scale in one mode of connections: a row for each metric.
struct LatencySeries {
    var setting: Setting
    var treatment: Treatment
    var rows: [LatencyRow]

    subscript(metric: LatencyMetric) -> LatencyRow? { rows.first { $0.metric == metric } }

    /// The series of a table, in the order in which they begin.
    static func all(of rows: [LatencyRow]) -> [LatencySeries] {
        var series: [LatencySeries] = []
        for row in rows {
            if let index = series.firstIndex(where: { $0.setting == row.setting && $0.treatment == row.treatment }) {
                series[index].rows.append(row)
            } else {
                series.append(LatencySeries(setting: row.setting, treatment: row.treatment, rows: [row]))
            }
        }
        return series
    }
}
