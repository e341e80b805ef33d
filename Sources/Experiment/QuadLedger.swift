package import Results
package import Statistics

/// Sorts samples into their quads, and tells the quads that count from the void and the unfinished ones.
package struct QuadLedger: Sendable {
    /// One comparison of a treatment with `off` under one load at one scale and way to use connections.
    package struct Cell: Hashable, Sendable {
        package var setting: Setting
        package var compared: Treatment
        package var load: CellLoad

        package init(_ setting: Setting, compared: Treatment, _ load: CellLoad) {
            self.setting = setting
            self.compared = compared
            self.load = load
        }

        /// A cell of a closed loop.
        package init(_ setting: Setting, compared: Treatment, concurrency: Int) {
            self.init(setting, compared: compared, .closed(concurrency: concurrency))
        }

        package var concurrency: Int { load.concurrency }

        /// That of a sample's quad.
        init(_ sample: SampleRecord, in plan: RunPlan) {
            self.init(
                sample.setting(in: plan),
                compared: sample.compared(in: plan),
                sample.isClosedLoop ? .closed(concurrency: sample.concurrency) : .open
            )
        }
    }

    /// A whole quad without a void sample.
    package struct Entry: Sendable {
        package var round: Int
        package var pattern: QuadContrast.Pattern
        /// Of QPS.
        package var contrast: QuadContrast
        /// The four samples in order of time.
        package var samples: [SampleRecord]
    }

    /// The quads that count, by cell and in order of their rounds.
    package private(set) var entries: [Cell: [Entry]] = [:]
    /// Quads begun and voided.
    package private(set) var voided: [Cell: Int] = [:]
    /// The distinct causes of void samples in order of appearance.
    package private(set) var causes: [String] = []

    /// Sorts the samples of a run of `plan`.
    package init(_ samples: [SampleRecord], of plan: RunPlan) {
        let begun = Dictionary(grouping: samples) { Attempt($0, in: plan) }
        for (attempt, samples) in begun {
            if samples.contains(where: { $0.void != nil }) {
                voided[attempt.cell, default: 0] += 1
            } else if let entry = Entry(samples, of: attempt.cell) {
                entries[attempt.cell, default: []].append(entry)
            }
        }
        for cell in entries.keys { entries[cell]?.sort { $0.round < $1.round } }
        for cause in samples.compactMap(\.void) where !causes.contains(cause) { causes.append(cause) }
    }

    /// The mean contrasts of QPS of a comparison's rounds over all `levels`; rounds that lack one are left out.
    package func rounds(_ setting: Setting, _ compared: Treatment, levels: [Int]) -> [Int: QuadContrast] {
        let readings = readings(setting, compared, levels: levels, .rate, wholeRounds: true)
        return Dictionary(grouping: readings, by: \.round).compactMapValues {
            QuadContrast.mean(of: $0.map(\.contrast))
        }
    }

    /// What a comparison's quads at `levels` say of a metric, level by level and in order of their rounds.
    ///
    /// - Parameter wholeRounds: leaves out rounds that lack a level; in a mean over levels they would weigh these unequally.
    package func readings(
        _ setting: Setting,
        _ compared: Treatment,
        levels: [Int],
        _ metric: Metric,
        wholeRounds: Bool
    ) -> [MetricReading] {
        let readings = levels.flatMap { level in
            (entries[Cell(setting, compared: compared, concurrency: level)] ?? []).compactMap {
                MetricReading($0, metric)
            }
        }
        guard wholeRounds else { return readings }
        let levelsByRound = Dictionary(grouping: readings, by: \.round).mapValues(\.count)
        return readings.filter { levelsByRound[$0.round] == levels.count }
    }

    /// All contrasts of QPS of all cells; their order means nothing.
    package var contrasts: [QuadContrast] { entries.values.joined().map(\.contrast) }

    /// One beginning of one quad.
    private struct Attempt: Hashable {
        var cell: Cell
        var round: Int
        var number: Int

        init(_ sample: SampleRecord, in plan: RunPlan) {
            cell = QuadLedger.Cell(sample, in: plan)
            round = sample.round
            number = sample.attempt
        }
    }
}

extension QuadLedger.Entry {
    /// The quad that `samples` make, or nil if one is missing, twice there, or of an arm that its place is not for.
    fileprivate init?(_ samples: [SampleRecord], of cell: QuadLedger.Cell) {
        let ordered = samples.sorted { $0.place < $1.place }
        guard let first = ordered.first, let pattern = QuadContrast.Pattern(rawValue: first.pattern) else { return nil }
        let quad = Quad(cell, round: first.round, pattern)
        guard ordered.map(\.place) == Array(0..<quad.treatments.count),
            ordered.map(\.arm) == quad.treatments.map(\.arm),
            ordered.allSatisfy({ $0.pattern == first.pattern }),
            let contrast = QuadContrast(pattern, values: ordered.map(\.queriesPerSecond))
        else { return nil }
        self.init(round: first.round, pattern: pattern, contrast: contrast, samples: ordered)
    }
}
