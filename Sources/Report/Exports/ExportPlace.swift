import Results

/// Where a figure was measured, in words that every format can take.
enum ExportPlace {
    /// `1000service8000pod-82local/per-request/kube-router-0.2.0/on/32`, or `.../all`.
    static func name(_ row: CostRow) -> String {
        path(row.scale, row.connections, row.controller, row.arm) + "/" + level(row.concurrency)
    }

    static func name(_ row: CurveRow) -> String {
        path(row.scale, row.connections, row.controller, row.arm) + "/" + level(row.concurrency)
    }

    static func level(_ concurrency: Int?) -> String { concurrency.map { String($0) } ?? "all" }

    private static func path(_ scale: Scale, _ mode: ConnectionMode, _ controller: String, _ arm: Arm) -> String {
        "\(scale.label)-\(scale.localPods)local/\(mode.rawValue)/\(controller)/\(arm.rawValue)"
    }
}
