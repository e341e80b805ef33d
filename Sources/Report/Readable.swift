import Foundation

/// Figures as sentences and tables show them, the same in every locale; `-` where there is none.
package enum Readable {
    static func rate(_ value: Double) -> String {
        number(value, decimals: abs(value) < 100 ? 1 : 0)
    }

    /// A rate with its interval: `13012 (12900 to 13125)`.
    static func rate(_ value: Double, _ low: Double, _ high: Double) -> String {
        rate(value) + (low.isNaN || high.isNaN ? "" : " (\(rate(low)) to \(rate(high)))")
    }

    /// Of percent values, with one decimal, or two where the interval is so narrow that one would hide it.
    package static func percent(_ value: Double, _ low: Double, _ high: Double) -> (value: String, interval: String?) {
        let decimals = high - low < 0.2 ? 2 : 1
        let interval =
            low.isNaN || high.isNaN
            ? nil : "\(number(low, decimals: decimals)) to \(number(high, decimals: decimals))"
        return (number(value, decimals: decimals), interval)
    }

    /// Of microseconds, with as many decimals as their interval gives a meaning.
    static func microseconds(_ value: Double, _ low: Double, _ high: Double) -> (value: String, interval: String?) {
        let width = high - low
        let decimals = width >= 10 ? 0 : width >= 1 || width.isNaN ? 1 : 2
        let interval =
            width.isNaN ? nil : "\(number(low, decimals: decimals)) to \(number(high, decimals: decimals))"
        return (number(value, decimals: decimals), interval)
    }

    package static func number(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "-" }
        let text = String(format: "%.\(decimals)f", value)
        return text.hasPrefix("-") && Double(text) == 0 ? String(text.dropFirst()) : text
    }

    /// A probability with three digits that count, `< 0.0001` below that.
    package static func probability(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        return value < 0.0001 ? "< 0.0001" : String(format: "%.3g", value)
    }

    /// The smallest and the largest of `values`, as one figure if they read alike; nil without a finite one.
    static func range(_ values: [Double], decimals: Int) -> String? {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let most = finite.max() else { return nil }
        let (low, high) = (number(least, decimals: decimals), number(most, decimals: decimals))
        return low == high ? low : "\(low) to \(high)"
    }
}
