import Statistics

/// The worked example of the method: six ABBA quads, QPS off, on, on, off.
enum WorkedCase {
    static let quads: [[Double]] = [
        [10_000, 9480, 9510, 9960], [9870, 9390, 9320, 9900], [10_120, 9650, 9600, 10_050],
        [9650, 9260, 9150, 9800], [9990, 9300, 9420, 9940], [10_060, 9570, 9480, 9890],
    ]

    static let contrasts = quads.compactMap { QuadContrast(.abba, values: $0) }
}
