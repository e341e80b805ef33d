import RealModule

/// The standard normal distribution.
enum Normal {
    /// The probability of a value of at most `z`.
    static func cdf(_ z: Double) -> Double {
        Double.erfc(-z / 2.0.squareRoot()) / 2
    }
}
