import Experiment
import Results
import Rules
import Statistics

/// What `predict --json` prints.
struct PredictionDocument: Encodable {
    struct Cost: Encodable {
        var scale: Scale
        var controller: String
        var costPercent: Double
        var low: Double
        var high: Double
        var offMicroseconds: Double
        var addedMicroseconds: Double
        var parts: [Part]
        /// Null unless it was measured.
        var measured: CostRow?
        var differencePoints: Double?
    }

    struct Part: Encodable {
        var work: String
        var tests: Double
        var microseconds: Double
        var extrapolated: Bool
    }

    /// The machine that the prices are of, and when they were measured.
    var machine: String?
    var calibrated: String
    var costs: [Cost]

    init(_ costs: [PredictedCost], of calibration: Calibration) {
        machine = calibration.fingerprint
        calibrated = calibration.started
        self.costs = costs.map { cost in
            Cost(
                scale: cost.scale,
                controller: cost.controller,
                costPercent: cost.prediction.percent,
                low: cost.prediction.interval.low,
                high: cost.prediction.interval.high,
                offMicroseconds: cost.prediction.offMicroseconds,
                addedMicroseconds: cost.prediction.addedMicroseconds,
                parts: cost.prediction.parts.map {
                    Part(
                        work: $0.work.rawValue,
                        tests: $0.tests,
                        microseconds: $0.microseconds,
                        extrapolated: $0.isExtrapolated
                    )
                },
                measured: cost.measured,
                differencePoints: cost.differencePoints
            )
        }
    }

    func text() throws -> String { try CommandJSON.text(self) }
}
