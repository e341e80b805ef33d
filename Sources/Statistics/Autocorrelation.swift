/// Whether values in order of time depend on those before them, which makes a t interval too narrow.
///
/// Source: Box, Jenkins and Reinsel, Time Series Analysis, 2.1.
package struct Autocorrelation: Equatable, Sendable {
    /// r1: how much each deviation from the mean is like the one before, from -1 to 1; NaN with fewer than three values, or
    /// without spread.
    package let lag1: Double
    private let count: Int

    package init(_ values: [Double]) {
        count = values.count
        let estimate = PairedEstimate(values)
        let deviations = values.map { $0 - estimate.mean }
        let squares = deviations.reduce(0) { $0 + $1 * $1 }
        let products = zip(deviations, deviations.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        lag1 = count > 2 && squares > 0 ? products / squares : .nan
    }

    /// Whether r1 is so far above what independent values have by chance, mean -1/n and deviation 1/sqrt n, that fewer than one
    /// series in forty has it.
    ///
    /// A negative one makes intervals too wide, which misleads nobody.
    package var isSuspect: Bool {
        let n = Double(count)
        return lag1 > -1 / n + 1.96 / n.squareRoot()
    }
}
