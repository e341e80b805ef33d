package import Statistics

extension Budget {
    /// A size, and how narrow the interval of a scale's cost is expected to be with it.
    package struct Choice: Equatable, Sendable {
        package var size: RunSize
        /// Half the width of the primary test's 95 % interval, in points of cost near 0.
        package var halfWidthPercent: Double
    }

    /// The size whose interval is expected to be the narrowest that the budget buys; nil if it does not hold the wanted quads.
    ///
    /// With V the variance of a quad's difference, n quads and k levels, the half-width is t(n - 1) sqrt(V / (n k)): more
    /// quads of shorter slices against fewer that each know more. A tie goes to the shorter slice.
    /// - Parameter levels: nil for the default ones, thinned out if the budget is short.
    package func choice(for noise: NoiseComponents, levels: [Int]? = nil) -> Choice? {
        for ladder in levels.map({ [$0] }) ?? Self.ladders {
            let choices = Self.slices.compactMap { choice(for: noise, levels: ladder, slice: $0) }
            if let best = choices.min(by: { $0.halfWidthPercent < $1.halfWidthPercent }) { return best }
        }
        return nil
    }

    /// What is expected of slices of this length; nil if the wanted quads of them do not fit.
    package func choice(for noise: NoiseComponents, levels: [Int], slice: Double) -> Choice? {
        let quads = affordableQuads(levels, slice: slice)
        guard quads >= wantedQuads else { return nil }
        let variance = noise.variance(slice: slice, spacing: slice + sampleOverhead) / Double(quads * levels.count)
        let critical = StudentT(degreesOfFreedom: Double(quads - 1)).quantile(0.975)
        return Choice(
            size: runSize(levels, quads, slice),
            halfWidthPercent: LogRatio.spreadPercent(critical * variance.squareRoot())
        )
    }

    /// The lengths that are compared: in steps of 0.05 s.
    package static let slices: [Double] = (2...40).map { Double($0) / 20 }
}
