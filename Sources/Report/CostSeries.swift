import Results

/// What an arm costs at one scale: its cells, in the order of the table, and the test over all of them.
struct CostSeries {
    var scale: Scale
    var arm: Arm
    var controller: String
    var cells: [CostRow]
    var all: CostRow?

    /// The series of a table, in the order in which they begin.
    static func all(of rows: [CostRow]) -> [CostSeries] {
        var series: [CostSeries] = []
        for row in rows {
            let known = series.firstIndex { $0.scale == row.scale && $0.arm == row.arm }
            if known == nil {
                series.append(CostSeries(scale: row.scale, arm: row.arm, controller: row.controller, cells: []))
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
