import Results
import Statistics

/// What the quads of an open loop say of one metric.
struct LatencyReadings {
    let cell: QuadLedger.Cell
    let metric: LatencyMetric
    /// Of the quads that count, in order of their rounds.
    let contrasts: [QuadContrast]
    let rounds: [Int]
    let samples: [SampleRecord]
    /// Mean under `off`.
    let valueOff: Double

    /// Nil for a cell without a quad that counts.
    init?(_ ledger: QuadLedger, _ cell: QuadLedger.Cell, _ metric: LatencyMetric) {
        let readings = (ledger.entries[cell] ?? []).compactMap { entry -> (QuadLedger.Entry, QuadContrast, Double)? in
            let values = entry.samples.map(metric.value(in:))
            guard let contrast = QuadContrast(entry.pattern, additive: values) else { return nil }
            let off = entry.pattern == .abba ? [values[0], values[3]] : [values[1], values[2]]
            return (entry, contrast, (off[0] + off[1]) / 2)
        }
        guard !readings.isEmpty else { return nil }
        self.cell = cell
        self.metric = metric
        contrasts = readings.map(\.1)
        rounds = readings.map(\.0.round)
        samples = readings.flatMap(\.0.samples)
        valueOff = readings.reduce(0) { $0 + $1.2 } / Double(readings.count)
    }
}
