import Results

/// What an earlier part of a run left of its quads: which are whole, and how often the others were begun.
struct KeptQuads {
    private struct Place: Hashable {
        var cell: QuadLedger.Cell
        var round: Int
    }

    private var whole: Set<Place> = []
    private var begun: [Place: Int] = [:]

    /// Of `samples` of a run of `plan`; none for a run that begins.
    init(_ samples: [SampleRecord], of plan: RunPlan) {
        for (cell, entries) in QuadLedger(samples, of: plan).entries {
            for entry in entries { whole.insert(Place(cell: cell, round: entry.round)) }
        }
        for sample in samples {
            let place = Place(cell: QuadLedger.Cell(sample, in: plan), round: sample.round)
            begun[place] = max(begun[place] ?? 0, sample.attempt + 1)
        }
    }

    /// Whether the quad was measured, without a void sample.
    func isWhole(_ quad: Quad) -> Bool { whole.contains(Place(cell: quad.cell, round: quad.round)) }

    /// The number of the quad's next attempt: the one that an interruption cut short counts as begun.
    func attempt(_ quad: Quad) -> Int { begun[Place(cell: quad.cell, round: quad.round)] ?? 0 }
}
