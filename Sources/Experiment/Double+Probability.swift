extension Double {
    /// A p value for a sentence: `p = 0.0312` or `p < 0.0001`.
    var asProbability: String {
        self < 0.0001 ? "p < 0.0001" : "p = \((self * 10_000).rounded() / 10_000)"
    }
}
