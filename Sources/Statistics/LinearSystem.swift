/// The normal equations of a weighted least-squares fit of few columns.
struct LinearSystem {
    private let matrix: [[Double]]
    private let right: [Double]
    /// What each unknown was multiplied by, so that a pivot can be told from a rounding error.
    private let scales: [Double]

    /// Of `rows` times the unknowns against `values`; all weigh the same unless `weights` says otherwise.
    init(_ rows: [[Double]], _ values: [Double], _ weights: [Double]? = nil) {
        let count = rows.first?.count ?? 0
        let weights = weights ?? rows.map { _ in 1 }
        var products = (0..<count).map { i in
            (0..<count).map { j in zip(rows, weights).reduce(0.0) { $0 + $1.1 * $1.0[i] * $1.0[j] } }
        }
        var sums = (0..<count).map { i in
            zip(zip(rows, values), weights).reduce(0.0) { $0 + $1.1 * $1.0.0[i] * $1.0.1 }
        }
        let scales = (0..<count).map { LinearSystem.scale(products[$0][$0]) }
        for i in 0..<count {
            for j in 0..<count { products[i][j] /= scales[i] * scales[j] }
            sums[i] /= scales[i]
        }
        matrix = products
        right = sums
        self.scales = scales
    }

    /// The power of two next to the root of a sum of squares: to divide by it costs no digit.
    private static func scale(_ squares: Double) -> Double {
        squares > 0 ? Double(sign: .plus, exponent: squares.exponent / 2, significand: 1) : 1
    }

    /// By elimination without exchange of rows, as the matrix is positive definite; nil if it is not.
    var solution: [Double]? {
        var (a, b) = (matrix, right)
        for pivot in b.indices {
            guard a[pivot][pivot] > 1e-9 else { return nil }
            for row in b.indices where row > pivot {
                let factor = a[row][pivot] / a[pivot][pivot]
                for column in b.indices { a[row][column] -= factor * a[pivot][column] }
                b[row] -= factor * b[pivot]
            }
        }
        var result = b
        for row in b.indices.reversed() {
            let known = b.indices.filter { $0 > row }.reduce(0.0) { $0 + a[row][$1] * result[$1] }
            result[row] = (b[row] - known) / a[row][row]
        }
        return zip(result, scales).map { $0 / $1 }
    }
}
