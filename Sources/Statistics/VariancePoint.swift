import RealModule

/// A point of a variance-time curve: how much the quad contrast of slices of one length scatters when nothing changes.
package struct VariancePoint: Equatable, Sendable {
    /// Length of a slice, and the time from the beginning of one to that of the next, in seconds.
    package var slice: Double
    package var spacing: Double
    /// How many neighbouring slices were averaged to one.
    package var block: Int
    /// Mean square of d, whose mean is 0 where nothing changes.
    package var variance: Double
    /// How many independent squares that is worth.
    package var degrees: Double

    package init(slice: Double, spacing: Double, block: Int, variance: Double, degrees: Double) {
        self.slice = slice
        self.spacing = spacing
        self.block = block
        self.variance = variance
        self.degrees = degrees
    }

    /// What a series of equally spaced slices of one treatment says: the contrast of every four neighbours, and of every four
    /// neighbouring means of two.
    ///
    /// Contrasts overlap. Under white noise those of single slices shifted by 1, 2 and 3 have correlations -1/4, -1/2 and 1/4,
    /// so that n of them are worth n / 1.75 independent ones (1 + 2 (1/16 + 1/4 + 1/16)).
    /// - Parameter qps: in order of time, all above 0; fewer than four say nothing.
    package static func curve(qps: [Double], slice: Double, spacing: Double) -> [VariancePoint] {
        let series = qps.map { Double.log($0) }
        return [1, 2].compactMap { block in
            let windows = series.count - 4 * block + 1
            guard windows > 0 else { return nil }
            let means = (0...(series.count - block)).map { start in
                series[start..<start + block].reduce(0, +) / Double(block)
            }
            let squares = (0..<windows).reduce(0.0) { sum, first in
                let outer = means[first] + means[first + 3 * block]
                let d = (means[first + block] + means[first + 2 * block] - outer) / 2
                return sum + d * d
            }
            return VariancePoint(
                slice: slice,
                spacing: spacing,
                block: block,
                variance: squares / Double(windows),
                degrees: max(1, Double(windows) / (1.75 * Double(block)))
            )
        }
    }

    /// What four samples of one treatment say that took turns, QPS in the order of a quad's: nil unless all are above 0.
    ///
    /// Of the variance of d there are three independent estimates: d itself, and half the squares of the differences of the inner and of the
    /// outer samples. Samples that take turns are no further apart for being longer.
    package init?(turns qps: [Double], slice: Double) {
        guard let contrast = QuadContrast(.abba, values: qps) else { return nil }
        let d = contrast.difference
        let inner = contrast.repeatDifference
        let outer = Double.log(qps[3] / qps[0])
        self.init(
            slice: slice,
            spacing: slice,
            block: 1,
            variance: (d * d + (inner * inner + outer * outer) / 2) / 3,
            degrees: 3
        )
    }

    /// One point for each slice and block, with the spacing's mean.
    static func pooled(_ points: [VariancePoint]) -> [VariancePoint] {
        Dictionary(grouping: points) { [$0.slice, Double($0.block)] }.values.map { alike in
            let degrees = alike.reduce(0) { $0 + $1.degrees }
            return VariancePoint(
                slice: alike[0].slice,
                spacing: alike.reduce(0) { $0 + $1.degrees * $1.spacing } / degrees,
                block: alike[0].block,
                variance: alike.reduce(0) { $0 + $1.degrees * $1.variance } / degrees,
                degrees: degrees
            )
        }
        .sorted { ($0.slice, $0.block) < ($1.slice, $1.block) }
    }
}
