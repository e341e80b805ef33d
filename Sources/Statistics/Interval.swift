/// A confidence interval; both ends are NaN if there is too little data for one.
package struct Interval: Equatable, Sendable {
    package var low: Double
    package var high: Double

    package init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// Too little data.
    package static let unknown = Interval(low: .nan, high: .nan)

    package var isKnown: Bool { !low.isNaN && !high.isNaN }

    /// Whether all of it lies within `bound` of 0; false if it is unknown.
    package func isWithin(_ bound: Double) -> Bool {
        low > -bound && high < bound
    }
}
