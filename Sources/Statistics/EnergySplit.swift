/// The place at which a stretch of a series falls apart most clearly, by the energy distance of its two sides.
///
/// Q = 2/(n+m) sum |x-y| - 2m/((n+m)(n-1)) sum_{i<k} |x_i-x_k| - 2n/((n+m)(m-1)) sum_{j<k} |y_j-y_k| for n points X before
/// the split and m points Y from it on; Y may end before the stretch does, at whatever place makes Q largest. A sum within
/// a single point is 0. Source: Matteson and James 2014, equations 3 to 6, exponent 1, as in apache/otava `docs/MATH.md`.
package struct EnergySplit: Equatable, Sendable {
    package var range: Range<Int>
    /// First point of the right side.
    package var index: Int
    /// The largest Q.
    package var distance: Double

    /// The first of the best splits of `series` in `range`; nil for less than two points.
    ///
    /// Cost: the square of the range's length, in time and memory.
    package init?(of series: [Double], in range: Range<Int>) {
        guard range.count > 1 else { return nil }
        let count = range.count
        let points = Array(series[range])
        // below[i * count + j]: the distances of point j from the first i points, summed.
        var below = [Double](repeating: 0, count: (count + 1) * count)
        for i in 0..<count {
            for j in 0..<count { below[(i + 1) * count + j] = below[i * count + j] + abs(points[i] - points[j]) }
        }
        self.range = range
        index = range.lowerBound + 1
        distance = -.infinity
        var withinLeft = 0.0
        for split in 1..<count {
            withinLeft += below[(split - 1) * count + split - 1]
            var between = 0.0
            var withinRight = 0.0
            for last in split..<count {
                between += below[split * count + last]
                withinRight += below[last * count + last] - below[split * count + last]
                let (n, m) = (Double(split), Double(last + 1 - split))
                let left = split > 1 ? 2 * m / ((n + m) * (n - 1)) * withinLeft : 0
                let right = last > split ? 2 * n / ((n + m) * (m - 1)) * withinRight : 0
                let q = 2 / (n + m) * between - left - right
                if q > distance { (index, distance) = (range.lowerBound + split, q) }
            }
        }
    }
}
