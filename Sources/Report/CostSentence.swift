import Results

/// What a scale's primary test says, in one sentence.
enum CostSentence {
    /// For example `kube-router-0.2.0 costs 7.9 % of QPS (95 %: 7.1 to 8.7) at 8000 pods, 82 per node`; of a run of several modes of
    /// connections with the row's.
    static func text(_ row: CostRow, in plan: RunPlan) -> String {
        let mode = plan.hasSeveralModes ? ", \(row.connections.rawValue)" : ""
        let place = "at \(row.scale.pods) pods, \(row.scale.localPods) per node" + mode
        let subject = row.treatment.subject
        switch row.verdict {
        case .slower:
            return "\(subject) costs \(share(row.costPercent, row.low, row.high)) \(place)"
        case .faster:
            return "\(subject) gains \(share(-row.costPercent, -row.high, -row.low)) \(place)"
        case .equivalent:
            return "\(subject) makes no difference that matters: a cost of"
                + " \(share(row.costPercent, row.low, row.high)) \(place)"
        case .inconclusive:
            return "What \(subject) costs is undecided: \(share(row.costPercent, row.low, row.high)) \(place)"
                + found(row)
        }
    }

    private static func share(_ value: Double, _ low: Double, _ high: Double) -> String {
        let percent = Readable.percent(value, low, high)
        return "\(percent.value) % of QPS (" + (percent.interval.map { "95 %: \($0)" } ?? "no interval") + ")"
    }

    private static func found(_ row: CostRow) -> String {
        let quads = "\(row.quads) quad\(row.quads == 1 ? "" : "s")"
        guard row.minimumDetectablePercent.isFinite else { return "; \(quads) can not tell" }
        return "; \(quads) would find a cost of \(Readable.number(row.minimumDetectablePercent, decimals: 1)) % or more"
    }
}
