package import Results
import Statistics

extension Calibration {
    /// Checks that each price is the line through its own points: a file that somebody changed by hand is no measurement.
    package func requireSound(name: String) throws(ResultsError) {
        for price in prices {
            let fit = LinearFit(price.points.map { LinearFit.Point($0.tests, $0.microseconds) })
            let pairs = [(price.microseconds, fit.slope), (price.standardError, fit.slopeError)]
            guard pairs.allSatisfy({ abs($0 - $1) <= 1e-6 * abs($1) }), price.degreesOfFreedom == fit.degreesOfFreedom
            else {
                throw ResultsError(
                    "Can not use \(name): the price of \(price.work) is not the line through its points; restore the file "
                        + "or run npbench calibrate again."
                )
            }
        }
    }

    /// Throws a sentence unless the prices are of the machine with this fingerprint.
    package func requireMachine(_ fingerprint: String?, name: String) throws(ResultsError) {
        guard let own = self.fingerprint, own == fingerprint else {
            throw ResultsError(
                "Can not use \(name) here: it is of machine \(self.fingerprint ?? "unknown") and this is "
                    + "\(fingerprint ?? "unknown"), whose rules cost something else; run npbench calibrate here, or give "
                    + "--other-machine to predict for that one."
            )
        }
    }
}
