import Results

/// The points of one curve, in the order of the table.
struct CurveSeries {
    var setting: Setting
    var treatment: Treatment
    var rows: [CurveRow]

    /// The curves of a table, in the order in which they begin.
    static func all(of rows: [CurveRow]) -> [CurveSeries] {
        var series: [CurveSeries] = []
        for row in rows {
            if let index = series.firstIndex(where: { $0.setting == row.setting && $0.treatment == row.treatment }) {
                series[index].rows.append(row)
            } else {
                series.append(CurveSeries(setting: row.setting, treatment: row.treatment, rows: [row]))
            }
        }
        return series
    }

    /// As in the published experiment: `1000service2000pod`, `1000service2000pod-kube-router`; with versions if several
    /// controllers are in the run, and with the mode of connections if it has several.
    static func legend(_ setting: Setting, _ treatment: Treatment, in plan: RunPlan) -> String {
        let name = plan.controllers.count > 1 ? treatment.controller : ControllerFamily.of(treatment.controller)
        let label = setting.scale.label
        let mode = plan.hasSeveralModes ? ", \(setting.connections.rawValue)" : ""
        return switch treatment.arm {
        case .off: label + mode
        case .on: "\(label)-\(name)\(mode)"
        case .idle, .churn: "\(label)-\(name)-\(treatment.arm.rawValue)\(mode)"
        }
    }
}
