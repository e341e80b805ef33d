package import Results
import Statistics

/// How a pilot's findings become the size of a run, and the sentences that say why.
package struct PilotPlan: Equatable, Sendable {
    package let size: RunSize
    /// What `run.json` says of the pilot.
    package let record: RunRecord.Pilot
    /// What a sample of the run is expected to take beside its slice, in seconds.
    package let overhead: Double
    private let alternatives: [Budget.Choice]

    /// The slices that the sentence compares the chosen one with.
    private static let compared = [0.1, 0.2, 0.4, 1, 2]

    /// The size that `room` buys after the pilot.
    ///
    /// - Parameters:
    ///   - size: what decides where the noise is not known, given the room that is left.
    package init(
        _ findings: PilotFindings,
        of plan: RunPlan,
        room: Budget,
        levels: [Int]?,
        size: (Budget) -> RunSize
    ) {
        var left = room
        left.seconds -= findings.seconds
        left.sampleOverhead = findings.meanOverhead
        let noise = findings.noise
        let choice = noise.flatMap { left.choice(for: $0, levels: levels) }
        let chosen = choice?.size ?? size(left)
        self.size = chosen
        overhead = findings.meanOverhead
        alternatives =
            choice == nil
            ? []
            : Self.compared.filter { $0 != chosen.sliceSeconds }.compactMap { slice in
                noise.flatMap { left.choice(for: $0, levels: chosen.levels, slice: slice) }
            }
        let variance = choice.flatMap { _ in
            noise?.variance(slice: chosen.sliceSeconds, spacing: chosen.sliceSeconds + findings.meanOverhead)
        }
        record = RunRecord.Pilot(
            samples: findings.samples,
            seconds: findings.seconds,
            overheadSeconds: Dictionary(
                findings.overheads.map { ($0.key.name(among: plan.controllers), $0.value) },
                uniquingKeysWith: { first, _ in first }
            ),
            quadSpreadPercent: variance.map { LogRatio.spreadPercent($0.squareRoot()) },
            halfWidthPercent: choice?.halfWidthPercent
        )
    }

    /// What was measured, and why the size follows from it.
    package var sentence: String {
        let names = record.overheadSeconds.sorted { ($0.key == "off" ? "" : $0.key) < ($1.key == "off" ? "" : $1.key) }
            .map { "\($0.key) \(Self.text($0.value)) s" }
        let overheads =
            "Pilot: \(record.samples) samples in \(Self.text(record.seconds, digits: 1)) s; "
            + "a sample takes \(Self.text(overhead)) s beside its slice (\(names.joined(separator: ", ")))"
        guard let spread = record.quadSpreadPercent, let width = record.halfWidthPercent else { return overheads + "." }
        let others = alternatives.map { "\($0.size.sliceSeconds) s: \(Self.text($0.halfWidthPercent))" }
        return overheads + ", a quad's cost scatters by \(Self.text(spread)) %. "
            + "Slices of \(size.sliceSeconds) s make the narrowest interval, about +-\(Self.text(width)) points a scale"
            + (others.isEmpty ? "." : " (\(others.joined(separator: ", "))).")
    }

    private static func text(_ value: Double, digits: Int = 2) -> String {
        let scale = digits == 1 ? 10.0 : 100.0
        return "\((value * scale).rounded() / scale)"
    }
}
