import Experiment
import Report
import Results
import Rules
import Statistics

/// What one controller should cost at one scale, and with `--check` what it did.
struct PredictedCost {
    var scale: Scale
    var controller: String
    var prediction: CostPrediction
    /// Nil unless it was measured.
    var measured: CostRow?

    /// Percentage points by which the prediction is above the measurement.
    var differencePoints: Double? { measured.map { prediction.percent - $0.costPercent } }

    /// Some lines for people.
    func text(of calibration: Calibration) -> String {
        let cost = Readable.percent(prediction.percent, prediction.interval.low, prediction.interval.high)
        let interval = cost.interval.map { " (95 %: \($0))" } ?? ""
        var lines = [
            "\(controller) should cost \(cost.value) % of QPS\(interval) at \(scale.pods) pods, \(scale.localPods) per node",
            "A request takes \(number(prediction.offMicroseconds, 1)) us without it and "
                + "\(number(prediction.addedMicroseconds, 2)) us more with it, for what a connection's packets meet:",
        ]
        let rows = prediction.parts.map { part in
            [
                "  " + part.work.rawValue,
                number(part.tests, 1),
                number(part.microseconds, 2),
                part.isExtrapolated ? "extrapolated" : "",
            ]
        }
        lines +=
            TextTable(
                header: ["  kind of work", "more", "us", ""],
                alignments: [.left, .right, .right, .left],
                rows: rows
            ).lines
        lines += prediction.extrapolated.compactMap { work in
            calibration.prices.first { $0.work == work.rawValue }.map {
                "Extrapolated: \(work.rawValue) was calibrated up to \(number($0.mostTests, 0)) a connection."
            }
        }
        if let measured, let differencePoints {
            let found = Readable.percent(measured.costPercent, measured.low, measured.high)
            lines.append(
                "Measured: \(found.value) %\(found.interval.map { " (95 %: \($0))" } ?? ""), \(measured.quads) quads; the prediction "
                    + "is \(number(abs(differencePoints), 1)) points too \(differencePoints < 0 ? "low" : "high")."
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func number(_ value: Double, _ decimals: Int) -> String { Readable.number(value, decimals: decimals) }
}
