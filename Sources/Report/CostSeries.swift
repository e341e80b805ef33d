import Results

/// What a treatment costs at one scale in one mode of connections: its cells, in the order of the table, and the test over all of them.
struct CostSeries {
    var setting: Setting
    var treatment: Treatment
    var cells: [CostRow]
    var all: CostRow?

    /// The series of a table, in the order in which they begin.
    static func all(of rows: [CostRow]) -> [CostSeries] {
        var series: [CostSeries] = []
        for row in rows {
            let known = series.firstIndex { $0.setting == row.setting && $0.treatment == row.treatment }
            if known == nil {
                series.append(CostSeries(setting: row.setting, treatment: row.treatment, cells: []))
            }
            let index = known ?? series.count - 1
            if row.concurrency == nil {
                series[index].all = row
            } else {
                series[index].cells.append(row)
            }
        }
        return series
    }
}
