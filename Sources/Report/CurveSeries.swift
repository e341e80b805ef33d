import Results

/// The points of one curve, in the order of the table.
struct CurveSeries {
    var scale: Scale
    var arm: Arm
    var controller: String
    var rows: [CurveRow]

    /// The curves of a table, in the order in which they begin.
    static func all(of rows: [CurveRow]) -> [CurveSeries] {
        var series: [CurveSeries] = []
        for row in rows {
            if let index = series.firstIndex(where: { $0.scale == row.scale && $0.arm == row.arm }) {
                series[index].rows.append(row)
            } else {
                series.append(CurveSeries(scale: row.scale, arm: row.arm, controller: row.controller, rows: [row]))
            }
        }
        return series
    }

    /// As in the published experiment: `1000service2000pod`, `1000service2000pod-kube-router`.
    var legend: String {
        switch arm {
        case .off: scale.label
        case .on: "\(scale.label)-\(ControllerFamily.of(controller))"
        case .idle: "\(scale.label)-\(ControllerFamily.of(controller))-idle"
        }
    }
}
