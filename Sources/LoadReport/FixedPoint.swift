import Foundation

/// Numbers with a fixed count of decimals, the same in every locale.
enum FixedPoint {
    static func text(_ number: Double, _ decimals: Int = 3) -> String {
        guard number.isFinite else { return "-" }
        return String(format: "%.\(decimals)f", number)
    }

    /// The number in a column: right-aligned in `width` characters.
    static func cell(_ number: Double, width: Int, decimals: Int = 3) -> String {
        right(text(number, decimals), width)
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
