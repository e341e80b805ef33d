import Foundation

/// Numbers as tables hold them: the same in every locale, never `-0`, and nothing for NaN.
enum NumberText {
    /// With `decimals` digits after the point.
    static func fixed(_ value: Double, decimals: Int) -> String {
        unsignedZero(String(format: "%.\(decimals)f", value), value)
    }

    /// With `digits` digits that count; very small ones as `5.12e-06`.
    static func significant(_ value: Double, digits: Int) -> String {
        unsignedZero(String(format: "%.\(digits)g", value), value)
    }

    private static func unsignedZero(_ text: String, _ value: Double) -> String {
        if value.isNaN { return "" }
        return text.hasPrefix("-") && Double(text) == 0 ? String(text.dropFirst()) : text
    }
}
