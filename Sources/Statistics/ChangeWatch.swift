/// Watches a series that grows run by run: which of its changes deserve a second look, and which fail a build.
///
/// E-divisive alone raises false alarms on noise that is correlated from run to run (a sixth of series at 0.3) and on
/// nearly every single bad last run. So a change is **confirmed** only if it is large (at least 3 %, and three times the spread
/// within the regimes), both regimes have four points, noise that is correlated does not explain it, and the run before found
/// it too; until then it is **suspect**. A newest run outside the prediction interval of the stable regime is suspect at once.
package struct ChangeWatch: Equatable, Sendable {
    package enum State: String, Codable, Sendable {
        /// Run again: the next points decide.
        case suspect
        case confirmed
    }

    package struct Change: Equatable, Sendable {
        package var point: ChangePoint
        package var state: State
    }

    /// Points that a regime needs on either side of a confirmed change.
    package static let fewestPoints = 4
    /// Correlation from run to run under which a confirmed change must still be significant.
    package static let correlation = 0.3
    /// Points of a stable regime that the newest run can be judged by.
    package static let fewestForNewest = 8

    /// The smallest relative change that anybody is told about.
    package var magnitude = 0.03
    /// p of a newest run that is suspect.
    package var newestSignificance = 0.001
    private var detector: EDivisive

    package init(magnitude: Double = 0.03, significance: Double = 0.001, window: Int = 50) {
        self.magnitude = magnitude
        detector = EDivisive(
            window: window,
            significance: significance,
            magnitude: magnitude,
            spreads: 3,
            fewestPoints: Self.fewestPoints
        )
    }

    /// The changes of a series in order of their place; values must be finite.
    package func changes(in series: [Double]) -> [Change] {
        let now = detector.changePoints(in: series)
        let before = detector.changePoints(in: Array(series.dropLast()))
        let found = now.map { point in
            let isRepeated = before.contains { abs($0.index - point.index) <= 1 && $0.isAlike(point) }
            let isLong = point.after.count >= Self.fewestPoints
            let isClear = point.p(correlation: Self.correlation) < detector.significance
            return Change(point: point, state: isLong && isClear && isRepeated ? .confirmed : .suspect)
        }
        guard let newest = newest(of: series, stableSince: before) else { return found }
        // A change that has just begun says it already.
        let isSaid = found.contains { $0.point.after.count <= Self.fewestPoints && $0.point.isAlike(newest) }
        return isSaid ? found : found + [Change(point: newest, state: .suspect)]
    }

    /// Whether the series is long enough for its newest point to be judged by those before.
    package static func canJudge(count: Int) -> Bool { count > fewestForNewest }

    /// The newest point as a change, if the stable regime before it did not predict it.
    private func newest(of series: [Double], stableSince changes: [ChangePoint]) -> ChangePoint? {
        guard let value = series.last else { return nil }
        // What is suspect already is no part of the regime that others are judged by.
        let settled = changes.filter { $0.after.count >= Self.fewestPoints }
        let suspect = changes.first { $0.after.count < Self.fewestPoints }
        let stable = series[(settled.last?.index ?? 0)..<(suspect?.index ?? series.count - 1)]
        guard stable.count >= Self.fewestForNewest else { return nil }
        let expected = PredictionInterval(after: Array(stable), level: 1 - newestSignificance)
        let point = ChangePoint(
            index: series.count - 1,
            before: ChangePoint.Regime(stable),
            after: ChangePoint.Regime([value]),
            p: expected.p(of: value)
        )
        return point.p < newestSignificance && point.magnitude > magnitude ? point : nil
    }
}
