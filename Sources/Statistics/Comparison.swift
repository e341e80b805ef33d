import RealModule

/// What a comparison of QPS with `off` says: four words, not two.
package enum Comparison: String, Sendable, CaseIterable {
    case slower, faster, equivalent, inconclusive

    /// The level at which a difference counts as found.
    package static let significance = 0.05

    /// The rule: a difference if the adjusted p is at most 0.05; equivalent if the 90 % interval lies inside the margin
    /// (two one-sided tests at 0.05; Schuirmann 1987); otherwise nothing is decided.
    package init(_ estimate: PairedEstimate, adjustedP: Double, marginPercent: Double) {
        self.init(
            difference: estimate.mean,
            interval90: estimate.interval(level: 0.90),
            adjustedP: adjustedP,
            marginPercent: marginPercent
        )
    }

    /// The same rule for any difference of ln QPS, whose 90 % interval is given.
    package init(difference: Double, interval90: Interval, adjustedP: Double, marginPercent: Double) {
        self.init(
            difference: difference,
            interval90: interval90,
            adjustedP: adjustedP,
            bound: LogRatio.bound(marginPercent: marginPercent)
        )
    }

    /// The same rule for a difference in any unit, with the margin in that unit; below 0 is `slower`.
    package init(difference: Double, interval90: Interval, adjustedP: Double, bound: Double) {
        if adjustedP <= Self.significance, difference != 0 {
            self = difference < 0 ? .slower : .faster
        } else if interval90.isWithin(bound) {
            self = .equivalent
        } else {
            self = .inconclusive
        }
    }

    /// Default margin: 3 %, but never finer than twice the A/A noise floor, nor coarser than 10 %.
    ///
    /// Without the upper bound a noisy run would call everything equivalent.
    package static func margin(noiseFloorPercent: Double) -> Double {
        noiseFloorPercent.isNaN ? 3 : min(10, max(3, 2 * noiseFloorPercent))
    }

    /// The one margin of a family of comparisons: that of the median of its noise floors, of those that are known.
    package static func margin(noiseFloorsPercent floors: [Double]) -> Double {
        margin(noiseFloorPercent: Percentiles(floors.filter { !$0.isNaN }).median)
    }

    /// How many quads would decide an inconclusive comparison, if mean and spread stay as they are.
    ///
    /// The fewest with which either the difference is found with 80 % power or the 90 % interval fits into the margin;
    /// nil above ten thousand, or with fewer than two differences to go by.
    package static func quadsNeeded(_ estimate: PairedEstimate, marginPercent: Double, comparisons: Int = 1) -> Int? {
        guard estimate.count >= 2, estimate.standardDeviation.isFinite, estimate.standardDeviation > 0 else {
            return nil
        }
        let alpha = significance / Double(max(1, comparisons))
        let effect = abs(estimate.mean) / estimate.standardDeviation
        let room = LogRatio.bound(marginPercent: marginPercent) - abs(estimate.mean)
        return fewest(above: estimate.count) { quads in
            let half =
                StudentT(degreesOfFreedom: Double(quads - 1)).quantile(0.95) * estimate.standardDeviation
                / Double(quads).squareRoot()
            return half < room || PairedTestPower(count: quads, alpha: alpha).power(effect: effect) >= 0.8
        }
    }

    /// The smallest number above `count` and up to ten thousand for which `suffices`, which must not turn false again.
    private static func fewest(above count: Int, suffices: (Int) -> Bool) -> Int? {
        var low = count
        var high = 10_000
        guard low < high, suffices(high) else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if suffices(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
