import Results

/// The points of one curve, in the order of the table.
struct CurveSeries {
    var scale: Scale
    var treatment: Treatment
    var rows: [CurveRow]

    /// The curves of a table, in the order in which they begin.
    static func all(of rows: [CurveRow]) -> [CurveSeries] {
        var series: [CurveSeries] = []
        for row in rows {
            if let index = series.firstIndex(where: { $0.scale == row.scale && $0.treatment == row.treatment }) {
                series[index].rows.append(row)
            } else {
                series.append(CurveSeries(scale: row.scale, treatment: row.treatment, rows: [row]))
            }
        }
        return series
    }

    /// As in the published experiment: `1000service2000pod`, `1000service2000pod-kube-router`; with versions if several
    /// controllers are in the run.
    static func legend(_ scale: Scale, _ treatment: Treatment, in plan: RunPlan) -> String {
        let name = plan.controllers.count > 1 ? treatment.controller : ControllerFamily.of(treatment.controller)
        return switch treatment.arm {
        case .off: scale.label
        case .on: "\(scale.label)-\(name)"
        case .idle, .churn: "\(scale.label)-\(name)-\(treatment.arm.rawValue)"
        }
    }
}
