import Experiment
import Results

extension RunRecord.ScaleFacts {
    /// What came up, and how long that took.
    var sentence: String {
        let seconds = (twinUpSeconds * 100).rounded() / 100
        return "\(scale.label): twin up in \(seconds) s with \(scale.localPods) local pods; "
            + "nat rules \(rules["off.nat"] ?? 0), \(counts(of: "filter") ?? "")\(counts(of: "nftables").map { ", \($0)" } ?? "")"
    }

    /// The rules of `table` in each treatment, `off` first; nil if none has such a table.
    private func counts(of table: String) -> String? {
        let suffix = ".\(table)"
        let names = rules.keys.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
        let ordered = names.filter { $0 == "off" } + names.filter { $0 != "off" }
        guard !ordered.isEmpty else { return nil }
        return "\(table) rules " + ordered.map { "\($0) \(rules[$0 + suffix] ?? 0)" }.joined(separator: ", ")
    }
}

extension LatencyRate {
    /// What was found, and what follows.
    var sentence: String {
        "\(scale.label), \(connections.rawValue): off bears \(Int(offQueriesPerSecond)) requests a second; "
            + "added latency is measured at \(LatencyRate.text(requestsPerSecond))."
    }
}

extension RunPlan {
    /// What the run is going to do, if a sample takes `overhead` beside its slice.
    func sentence(overhead: Double) -> String {
        RunSize(levels: levels, quads: quads, sliceSeconds: sliceSeconds, measuresLatency: latency != nil).sentence(
            scales: scales.count,
            comparisons: comparisonsPerScale,
            warmUps: warmUpsPerScale,
            precision: precisionPercent,
            overhead: overhead
        )
    }

    /// Makes `size` the plan's own.
    mutating func take(_ size: RunSize) {
        levels = size.levels
        quads = size.quads
        sliceSeconds = size.sliceSeconds
    }
}

extension RunRecord {
    /// Which scales ended before their costs were as precise as asked.
    var precisionWarnings: [RunWarning] {
        guard let target = plan.precisionPercent else { return [] }
        return (precision ?? []).filter { $0.ended == .budget && !($0.halfWidthPercent <= target) }.map { reached in
            let mode = plan.modes.count > 1 ? reached.connections.map { " \($0.rawValue)" } ?? "" : ""
            let compared =
                mode + (plan.comparisons.count > 1 ? " \(reached.compared.name(among: plan.controllers))" : "")
            let width = (reached.halfWidthPercent * 100).rounded() / 100
            return RunWarning(
                .precision,
                about: [reached.scale.label],
                finding:
                    "The budget ended before the cost at \(reached.scale.label)\(compared) was known to +-\(target) points: "
                    + "it is known to +-\(width) after \(reached.rounds) rounds.",
                advice: "Give more with --budget."
            )
        }
    }
}

extension RunRecord.Resumption {
    /// What a reader must know of it; nil if nothing but time came between.
    var warning: RunWarning? {
        guard !changes.isEmpty else { return nil }
        return RunWarning(
            .machineChanged,
            finding:
                "The run went on at \(started), after \(samples) samples, on a machine of which these facts had changed: "
                + "\(changes.joined(separator: ", ")).",
            advice: "Quads of before and after are compared within themselves only."
        )
    }
}

extension EarlierRun {
    /// What is there, and what is left to do.
    var sentence: String {
        let whole = QuadLedger(samples, of: record.plan).contrasts.count
        let plan = record.plan
        return
            "Going on with \(path): \(whole) of \(plan.precisionPercent == nil ? "" : "at most ")\(plan.allQuads) quads are there."
    }
}
