package import Results
import Statistics

extension CostRow {
    /// Whether both are the same test of two runs; controllers may differ, which `RunKind` sees.
    func isTwin(of other: CostRow) -> Bool {
        scale == other.scale && arm == other.arm && connections == other.connections
            && concurrency == other.concurrency
    }

    /// The mean log ratio d and its spread, as the row's interval tells them: to four decimals of a percent.
    var logRatio: WelchDifference.Sample {
        let ends = LogRatio.difference(costPercent: Interval(low: low, high: high))
        let quantile = StudentT(degreesOfFreedom: Double(max(1, quads - 1))).quantile(0.975)
        return WelchDifference.Sample(
            mean: LogRatio.difference(costPercent: costPercent),
            standardError: quads > 1 ? (ends.high - ends.low) / 2 / quantile : .nan,
            count: quads
        )
    }

    /// Where the test was made: `1000service8000pod x 32, per-request`.
    package var place: String {
        let level = concurrency.map { "x \($0)" } ?? "all levels"
        return "\(scale.label), \(scale.localPods) per node, \(level), \(arm.rawValue), \(connections.rawValue)"
    }
}
