import Results

extension PageModel {
    /// What a statistician asks first: the control, the noise floor, what could have been found, and what was left out.
    static func cards(_ content: PageContent) -> [Card] {
        [control(content), floor(content), detectable(content), quads(content)].compactMap(\.self)
    }

    private static func control(_ content: PageContent) -> Card {
        guard let control = content.evidence.control else {
            return Card(
                name: "A/A control",
                value: "not known",
                text:
                    "No quad counts, or the directory lacks \(ResultDirectory.samples): nothing says how the run sees no difference.",
                mood: "bad"
            )
        }
        let percent = Readable.percent(control.differencePercent, control.low, control.high)
        let interval = percent.interval.map { " (95 %: \($0))" } ?? ""
        let (value, mood) =
            switch control.outcome {
            case .passed: ("passed", "good")
            case .suspect: ("suspect", "doubtful")
            case .alarm: ("alarm", "bad")
            }
        return Card(
            name: "A/A control",
            value: value,
            text: "The two loads of the same arm in each quad differ by \(percent.value) % of QPS\(interval), "
                + "p = \(Readable.probability(control.p)), \(control.quads) quads. Below 0.05 is suspect, below 0.001 the run is invalid.",
            mood: mood
        )
    }

    private static func floor(_ content: PageContent) -> Card? {
        let primaries = content.tables.costs.filter { $0.concurrency == nil }.map(\.noiseFloorPercent)
        let cells = content.tables.costs.filter { $0.concurrency != nil }.map(\.noiseFloorPercent)
        guard let value = Readable.range(primaries, decimals: 1) ?? Readable.range(cells, decimals: 1) else {
            return nil
        }
        let inCells = Readable.range(cells, decimals: 1).map { "; in a single cell \($0) %" } ?? ""
        return Card(
            name: "Noise floor",
            value: "\(value) %",
            text: "How far the cost of one round over all levels scatters where nothing is changed\(inCells). "
                + "Means over all rounds scatter less.",
            mood: ""
        )
    }

    private static func detectable(_ content: PageContent) -> Card? {
        let primaries = content.tables.costs.filter { $0.concurrency == nil }.map(\.minimumDetectablePercent)
        let cells = content.tables.costs.filter { $0.concurrency != nil }.map(\.minimumDetectablePercent)
        guard let value = Readable.range(primaries, decimals: 1) else { return nil }
        let inCells = Readable.range(cells, decimals: 1).map { "; in a single cell \($0) %" } ?? ""
        return Card(
            name: "Smallest cost it finds",
            value: "\(value) %",
            text:
                "Minimum detectable effect (MDE) with 80 % power over all levels\(inCells). A smaller cost may well be there.",
            mood: ""
        )
    }

    private static func quads(_ content: PageContent) -> Card? {
        let cells = content.tables.costs.filter { $0.concurrency != nil }
        guard !cells.isEmpty else { return nil }
        let valid = cells.reduce(0) { $0 + $1.quads }
        let voided = cells.reduce(0) { $0 + $1.voided }
        return Card(
            name: "Quads that count",
            value: "\(valid)",
            text: "\(voided) more were void and taken again, for causes set beforehand that do not look at QPS. "
                + "Every sample that counts proved its arm: rules read back, a forbidden client denied, counters equal.",
            mood: ""
        )
    }
}
