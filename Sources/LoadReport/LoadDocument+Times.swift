import Load

extension LoadDocument {
    /// A phase's figures in microseconds: `count`, `minimum_us`, `mean_us`, `standard_deviation_us`, `p50_us` and so on.
    struct Times: Encodable {
        /// Names of percentiles as keys have them, and what they are; those of ab's table among them.
        static let percents: [(name: String, percent: Double)] = [
            ("p50", 50), ("p66", 66), ("p75", 75), ("p80", 80), ("p90", 90), ("p95", 95), ("p98", 98), ("p99", 99),
            ("p999", 99.9), ("p9999", 99.99),
        ]

        let count: Int
        let figures: [(name: String, microseconds: Double)]

        init(_ recorder: LatencyRecorder) {
            let phase = recorder.phase
            count = phase.count
            figures =
                [
                    ("minimum", phase.minimum), ("mean", phase.mean), ("standard_deviation", phase.standardDeviation),
                    ("maximum", phase.maximum),
                ]
                + Times.percents.map { name, percent in
                    (name, Double(recorder.nanoseconds(atPercent: percent)) / 1000)
                }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(count, forKey: Key("count"))
            for figure in figures { try container.encode(figure.microseconds, forKey: Key(figure.name + "_us")) }
        }
    }

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) {
            stringValue = name
        }

        init?(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) { nil }
    }
}
