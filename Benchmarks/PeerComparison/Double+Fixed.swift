import Foundation

extension Double {
    /// The number with as many decimals; a dash if it is none.
    package func fixed(_ decimals: Int) -> String {
        isNaN ? "-" : String(format: "%.\(decimals)f", self)
    }
}
