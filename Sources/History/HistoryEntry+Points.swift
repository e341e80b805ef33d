import Results
import Statistics

extension HistoryEntry {
    /// What the entry adds to each series: the ratio of every row of its costs, and the QPS of `off` beside it.
    ///
    /// Rows without an estimate add nothing.
    func points() -> [(key: SeriesKey, value: SeriesPoint.Value)] {
        costs.flatMap { row in
            SeriesKey.Metric.allCases.compactMap { metric -> (key: SeriesKey, value: SeriesPoint.Value)? in
                guard let key = SeriesKey(row, of: run, metric: metric) else { return nil }
                let value = metric == .ratio ? ratio(row) : offRate(row)
                return value.estimate.isFinite && value.estimate > 0 ? (key, value) : nil
            }
        }
    }

    private func ratio(_ row: CostRow) -> SeriesPoint.Value {
        SeriesPoint.Value(
            estimate: 1 - row.costPercent / 100,
            interval: Interval(low: 1 - row.high / 100, high: 1 - row.low / 100)
        )
    }

    /// Over all levels it is the geometric mean of theirs, without an interval: they spread for another reason than noise.
    private func offRate(_ row: CostRow) -> SeriesPoint.Value {
        let off = curves.filter { $0.arm == .off && $0.scale == row.scale && $0.connections == row.connections }
        if let concurrency = row.concurrency {
            guard let point = off.first(where: { $0.concurrency == concurrency }) else { return .none }
            return SeriesPoint.Value(
                estimate: point.qps,
                interval: Interval(low: point.qpsLow, high: point.qpsHigh)
            )
        }
        return SeriesPoint.Value(estimate: GeometricMean(off.map(\.qps)).value, interval: .unknown)
    }
}
