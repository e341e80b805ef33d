import Results
import Statistics

extension RunWarning {
    /// What the samples of a run say against believing its numbers, the gravest first.
    static func all(
        of plan: RunPlan,
        _ tests: [PairedTest],
        _ ledger: QuadLedger,
        _ null: NullContrast
    ) -> [RunWarning] {
        let primaries = tests.filter { $0.concurrency == nil }
        let samples = ledger.entries.values.flatMap { $0.flatMap(\.samples) }
        return [
            suspect(null), fewQuads(tests), voids(ledger), outliers(tests.filter(isSkewed).map { $0.name(in: plan) }),
            autocorrelation(primaries.filter { $0.order.isSuspect }.map { $0.name(in: plan) }),
            halves(primaries, plan), steal(samples), clientBound(samples),
        ]
        .compactMap(\.self) + primaries.compactMap { inconclusive($0, plan) }
    }

    private static func suspect(_ null: NullContrast) -> RunWarning? {
        guard null.outcome == .suspect else { return nil }
        return RunWarning(
            .control,
            finding: "The two loads of the same arm differ within the quads (A/A contrast \(null.p.asProbability)).",
            advice: "Believe small costs only if a second run repeats them."
        )
    }

    private static func fewQuads(_ tests: [PairedTest]) -> RunWarning? {
        guard let fewest = tests.map(\.estimate.quads).min(), fewest < Budget.fewestQuads else { return nil }
        return RunWarning(
            .fewQuads,
            finding: "Some tests have only \(fewest) quads: intervals are wide, and Hodges-Lehmann's needs "
                + "\(Budget.fewestQuads).",
            advice: "Give more with --quads or --budget."
        )
    }

    private static func voids(_ ledger: QuadLedger) -> RunWarning? {
        let voided = ledger.voided.values.reduce(0, +)
        guard voided > 0 else { return nil }
        let begun = voided + ledger.contrasts.count
        let causes = ledger.causes.prefix(3).joined(separator: "; ")
        return RunWarning(
            .voids,
            finding: "\(voided) of \(begun) quads were void and do not count: \(causes).",
            advice: Double(voided) > largestVoidShare * Double(begun)
                ? "So many are no accident: remove the cause and run again." : "They were taken again."
        )
    }

    private static func outliers(_ names: [String]) -> RunWarning? {
        guard !names.isEmpty else { return nil }
        return RunWarning(
            .outliers,
            about: names,
            finding:
                "Mean and Hodges-Lehmann estimate are apart at \(names.joined(separator: ", ")): outliers are likely.",
            advice: "Trust the Hodges-Lehmann columns there."
        )
    }

    private static func autocorrelation(_ names: [String]) -> RunWarning? {
        guard !names.isEmpty else { return nil }
        return RunWarning(
            .autocorrelation,
            about: names,
            finding: "The cost of each round is like that of the round before at \(names.joined(separator: ", ")): "
                + "its interval is too narrow.",
            advice: "Run longer, or again at another time of day, and look at how far the runs are apart."
        )
    }

    private static func halves(_ primaries: [PairedTest], _ plan: RunPlan) -> RunWarning? {
        let adjusted = Holm.adjusted(primaries.map { $0.halves?.p ?? 1 })
        let names = zip(primaries, adjusted).filter { $1 <= Comparison.significance }.map { $0.0.name(in: plan) }
        guard !names.isEmpty else { return nil }
        return RunWarning(
            .halves,
            about: names,
            finding: "The cost in the first half of the rounds is another than in the second at "
                + "\(names.joined(separator: ", ")): something changed under way.",
            advice: "Look at what else ran on the machine, and run again."
        )
    }

    private static func steal(_ samples: [SampleRecord]) -> RunWarning? {
        guard !samples.isEmpty else { return nil }
        let mean = samples.reduce(0) { $0 + $1.kernel.stealShare } / Double(samples.count)
        guard mean > largestStealShare else { return nil }
        return RunWarning(
            .steal,
            finding:
                "Other guests of this host took \((mean * 1000).rounded() / 10) % of the CPUs' time during the samples "
                + "that count.",
            advice:
                "The costs stand, with wider intervals; QPS and latency by themselves are this machine's in this hour."
        )
    }

    private static func clientBound(_ samples: [SampleRecord]) -> RunWarning? {
        let judged = samples.compactMap(\.limit)
        let bound = judged.count { $0 == "client-bound" }
        guard Double(bound) > largestClientBoundShare * Double(judged.count) else { return nil }
        return RunWarning(
            .clientBound,
            finding:
                "The load generator was the limit of \(bound) of \(judged.count) samples, and its own work is part of "
                + "every request.",
            advice: "The same rules cost a larger share of a node that only forwards: compare CPU time per request."
        )
    }

    private static func inconclusive(_ test: PairedTest, _ plan: RunPlan) -> RunWarning? {
        guard test.estimate.comparison == .inconclusive else { return nil }
        let name = test.name(in: plan)
        let advice =
            test.estimate.quadsNeeded.map { "About \($0) quads would decide it (--quads \($0))." }
            ?? "A quieter machine or many more quads are needed to decide it."
        return RunWarning(
            .inconclusive,
            about: [name],
            finding: "The cost at \(name) is inconclusive.",
            advice: advice
        )
    }

    /// Mean and Hodges-Lehmann estimate apart by more than half the half-width of the interval.
    private static func isSkewed(_ test: PairedTest) -> Bool {
        let estimate = test.estimate
        guard estimate.interval.isKnown else { return false }
        let halfWidth = (estimate.interval.high - estimate.interval.low) / 2
        return abs(estimate.difference - estimate.hodgesLehmann) > halfWidth / 2
    }

    /// Above a tenth of all quads there is something to find; a fifth ends a run by itself.
    private static let largestVoidShare = 0.1
    /// A sample is void at a tenth; on machines of its own a guest loses less than a hundredth.
    private static let largestStealShare = 0.02
    /// On two CPUs most loads of a closed loop are; nearly all is worth a word.
    private static let largestClientBoundShare = 0.9
}

extension PairedTest {
    /// `1000service8000pod x 8`, with the mode of connections and the controller if the run has several.
    func name(in plan: RunPlan) -> String {
        let compared = plan.comparisons.count > 1 ? " \(compared.name(among: plan.controllers))" : ""
        let mode = plan.modes.count > 1 ? " \(setting.connections.rawValue)" : ""
        return setting.scale.label + mode + compared + (concurrency.map { " x \($0)" } ?? " (all levels)")
    }
}
