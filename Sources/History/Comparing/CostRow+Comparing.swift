package import Results
import Statistics

extension CostRow {
    /// Whether both are the same test of two runs; of runs of a single controller each, whichever it is: `RunKind` sees that.
    func isTwin(of other: CostRow, anyController: Bool) -> Bool {
        (anyController || test.controller == other.controller) && setting == other.setting
            && test.arm == other.arm && test.concurrency == other.concurrency
    }

    /// The mean log ratio d and its spread, as the row's interval tells them: to four decimals of a percent.
    var logRatio: WelchDifference.Sample {
        let ends = LogRatio.difference(costPercent: Interval(low: test.low, high: test.high))
        let quantile = StudentT(degreesOfFreedom: Double(max(1, test.quads - 1))).quantile(0.975)
        return WelchDifference.Sample(
            mean: LogRatio.difference(costPercent: costPercent),
            standardError: test.quads > 1 ? (ends.high - ends.low) / 2 / quantile : .nan,
            count: test.quads
        )
    }

    /// Where the test was made: `1000service8000pod, 82 per node, x 32, kube-router-0.2.0, per-request`.
    package var place: String {
        let level = test.concurrency.map { "x \($0)" } ?? "all levels"
        return "\(test.scale.label), \(test.scale.localPods) per node, \(level), \(treatment), "
            + test.connections.rawValue
    }
}
