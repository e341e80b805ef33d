package import Statistics

/// A change of a series over time, with the runs between which it came.
package struct TrendChange: Equatable, Sendable {
    package var state: ChangeWatch.State
    /// The last run of the old regime and the first of the new one.
    package var previous: SeriesPoint
    package var first: SeriesPoint
    package var before: ChangePoint.Regime
    package var after: ChangePoint.Regime
    package var p: Double
    /// The newest regime is back where it was before.
    package var isUndone: Bool
    /// The QPS of `off` changed in the same place: the machine did, perhaps besides the controller.
    package var isEnvironmental: Bool
    /// Nil unless one holds today.
    package var acknowledgement: Acknowledgement?

    /// Of the mean, in percent; below 0 is a fall.
    package var percent: Double { 100 * (after.mean / before.mean - 1) }

    /// Whether the value fell, is still low, and nobody said that this is meant.
    package var isOpenFall: Bool { percent < 0 && !isUndone && acknowledgement == nil }
}
