import Results

extension CostRow {
    /// QPS under the arm over QPS of `off`, and its 95 % interval: e^d, as `1 - cost`.
    var ratio: Double { 1 - costPercent / 100 }
    var ratioLow: Double { 1 - test.high / 100 }
    var ratioHigh: Double { 1 - test.low / 100 }
}
