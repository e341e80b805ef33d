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
            let cell = QuadLedger.Cell(
                scale: sample.scale,
                compared: sample.compared(in: plan),
                concurrency: sample.concurrency
            )
            let place = Place(cell: cell, round: sample.round)
            begun[place] = max(begun[place] ?? 0, sample.attempt + 1)
        }
    }

    /// Whether the quad was measured, without a void sample.
    func isWhole(_ quad: Quad, at scale: Scale) -> Bool { whole.contains(place(quad, scale)) }

    /// The number of the quad's next attempt: the one that an interruption cut short counts as begun.
    func attempt(_ quad: Quad, at scale: Scale) -> Int { begun[place(quad, scale)] ?? 0 }

    private func place(_ quad: Quad, _ scale: Scale) -> Place {
        Place(
            cell: QuadLedger.Cell(scale: scale, compared: quad.compared, concurrency: quad.concurrency),
            round: quad.round
        )
    }
}
