/// Percentiles of a small array.
package struct Percentiles: Sendable {
    private let sorted: [Double]

    package init(_ values: [Double]) {
        sorted = values.sorted()
    }

    /// NaN without values.
    package var median: Double { self[50] }

    /// The percentile `percent` in 0...100, interpolated linearly between order statistics (R's type 7).
    package subscript(percent: Double) -> Double {
        guard !sorted.isEmpty, percent >= 0, percent <= 100 else { return .nan }
        let place = percent / 100 * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}
