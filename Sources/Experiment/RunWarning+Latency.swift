import Results
import Statistics

extension RunWarning {
    /// What the samples of a run's open loops say against believing what they add to latency.
    ///
    /// - Parameter ledger: of these samples alone.
    static func latency(of plan: RunPlan, _ ledger: QuadLedger) -> [RunWarning] {
        guard let load = plan.latency else { return [] }
        let begun = ledger.voided.values.reduce(0, +) + ledger.contrasts.count
        return [latencyVoids(ledger, begun: begun), latencyControl(ledger)].compactMap(\.self)
            + plan.settings.flatMap { setting in
                plan.treatments.compactMap { latencyBehind($0, setting, load, ledger, plan) }
            }
    }

    private static func latencyVoids(_ ledger: QuadLedger, begun: Int) -> RunWarning? {
        let voided = ledger.voided.values.reduce(0, +)
        guard voided > 0 else { return nil }
        return RunWarning(
            .voids,
            finding: "\(voided) of \(begun) quads at a fixed rate were void and do not count: "
                + "\(ledger.causes.prefix(3).joined(separator: "; ")).",
            advice: "They were taken again."
        )
    }

    /// The two loads of the same arm of each quad must take as long, on average.
    private static func latencyControl(_ ledger: QuadLedger) -> RunWarning? {
        let differences = ledger.entries.keys.flatMap { cell in
            LatencyReadings(ledger, cell, .mean)?.contrasts.map(\.repeatDifference) ?? []
        }
        let estimate = PairedEstimate(differences)
        guard estimate.p < largestControlP else { return nil }
        return RunWarning(
            .control,
            finding:
                "The two loads of the same arm differ within the quads at a fixed rate (A/A contrast of the mean latency "
                + "\(estimate.p.asProbability)).",
            advice: "Do not believe what \(ResultDirectory.latency) says is added; quieten the machine and run again."
        )
    }

    private static func latencyBehind(
        _ treatment: Treatment,
        _ setting: Setting,
        _ load: LatencyLoad,
        _ ledger: QuadLedger,
        _ plan: RunPlan
    ) -> RunWarning? {
        let own = plan.comparisons.flatMap { ledger.entries[QuadLedger.Cell(setting, compared: $0, .open)] ?? [] }
            .flatMap(\.samples).filter { $0.treatment(in: plan) == treatment }
        let behind = own.count(where: \.isBehind)
        guard behind > 1, Double(behind) > largestBehindShare * Double(own.count), let rate = own.first?.openLoop?.rate
        else {
            return nil
        }
        let mode = plan.modes.count > 1 ? " \(setting.connections.rawValue)" : ""
        return RunWarning(
            .latencyBehind,
            about: [setting.scale.label],
            finding:
                "\(treatment) did not keep up with \(LatencyRate.text(rate)) requests a second at \(setting.scale.label)\(mode) in \(behind) of "
                + "\(own.count) samples: its latency there is that of a queue that grows while a sample lasts.",
            advice: "Give a smaller share than \(load.percent) % with --latency-load."
        )
    }

    /// As of the control of QPS, where this voids a run.
    private static let largestControlP = 0.001
    /// A single one, or one in ten, may be a neighbour's doing.
    private static let largestBehindShare = 0.1
}
