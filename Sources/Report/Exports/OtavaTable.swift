import Results

/// Runs over time as a table that Apache Otava reads: a line per run, a column per ratio and per rate of `off`.
///
/// Source: apache/otava `docs/CSV.md`. Cells without a figure are empty.
struct OtavaTable {
    let text: String

    init(_ runs: [ExportedRun]) {
        var columns: [String] = []
        let lines = runs.map { run in
            let figures =
                run.costs.map { (ExportPlace.name($0) + "/ratio", $0.ratio) }
                + run.curves.filter { $0.arm == .off }.map { (ExportPlace.name($0) + "/rate", $0.qps) }
            let finite = figures.filter { $0.1.isFinite }
            for (name, _) in finite where !columns.contains(name) { columns.append(name) }
            return (run: run, figures: Dictionary(finite) { first, _ in first })
        }
        let header = ["time", "commit", "machine"] + columns
        let rows = lines.map { line in
            [line.run.run.started, line.run.revision, line.run.machine]
                + columns.map { column in line.figures[column].map { "\($0)" } ?? "" }
        }
        text = ([header] + rows).map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
    }
}
