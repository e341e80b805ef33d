extension Duration {
    /// The duration in nanoseconds; 0 for a negative one, and the most that fits for one beyond 292 years.
    package var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard self > .zero else { return 0 }
        let (product, over) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, above) = product.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000))
        return over || above || sum > UInt64(Int64.max) ? UInt64(Int64.max) : sum
    }
}
