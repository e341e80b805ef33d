/// For each change that policies depend on: how long the node was wrong after it.
package struct ExposureTable: Equatable, Sendable {
    private let rows: [[String]]

    /// The steps of all dynamic cases.
    package init(_ results: [SubjectResult]) {
        let dynamic = Set(ConformanceCase.all.filter(\.isDynamic).map(\.name))
        rows = results.flatMap { result in
            result.cases.filter { dynamic.contains($0.name) }.flatMap { played in
                played.steps.compactMap { step in
                    step.exposure.map { ExposureTable.row(of: $0, step, played, result.title) }
                }
            }
        }
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// Lines of columns; times in milliseconds.
    package var text: String {
        let header = ["open too long", "closed too long", "kernel", "synced by", "controller", "step", "case"]
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            // The last column is the longest, and needs no filling.
            let cells = row.indices.map { $0 == row.count - 1 ? row[$0] : row[$0].padded(to: widths[$0]) }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func row(
        of exposure: Exposure,
        _ step: StepResult,
        _ played: CaseResult,
        _ controller: String
    ) -> [String] {
        [
            time(exposure.openSeconds, still: "still open"), time(exposure.closedSeconds, still: "still closed"),
            time(exposure.programSeconds, still: ""), exposure.sync == .event ? "an event" : "its period", controller,
            "\(step.number)", played.name,
        ]
    }

    private static func time(_ seconds: Double?, still: String) -> String {
        guard let seconds else { return still }
        let tenths = Int((seconds * 10_000).rounded())
        return tenths == 0 ? "-" : "\(tenths / 10).\(tenths % 10) ms"
    }
}
