/// Holm's step-down adjustment, which keeps the chance of any false alarm in a family of tests at its level.
///
/// Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
package enum Holm {
    /// The adjusted p values, in the order given.
    ///
    /// Each is at least its raw value and at most 1; a NaN counts as 1.
    package static func adjusted(_ p: [Double]) -> [Double] {
        let raw = p.map { $0.isNaN ? 1 : $0 }
        var adjusted = raw
        var largest = 0.0
        for (rank, index) in raw.indices.sorted(by: { raw[$0] < raw[$1] }).enumerated() {
            largest = max(largest, min(1, Double(raw.count - rank) * raw[index]))
            adjusted[index] = largest
        }
        return adjusted
    }
}
