import Foundation
package import Results

/// Writes what people look at into a result directory: tables, pictures, page, summary.
package enum ReportWriter {
    /// Writes the tables and `summary.txt`, draws the pictures through `curves.gp` and those of `report/`, and puts all into `report.html`.
    ///
    /// No curve is drawn of a run without one, nor of an invalid run: there is nothing to believe in it; its page says so. Throws when
    /// a file can not be written, and, with all else in place but no page, when gnuplot is missing or fails. The same values give
    /// the same bytes, also if they were read back from the tables. Cost: two seconds, nearly all of it gnuplot's.
    ///
    /// - Parameter evidence: of the run's samples; empty where only its tables are left.
    package static func write(
        _ rows: RunTables,
        evidence: RunEvidence = RunEvidence(),
        to directory: String,
        gnuplot: String = Gnuplot.program
    ) throws(ReportError) {
        // A page from before must not stand beside new tables if its pictures can not be drawn.
        unlink(directory + "/" + ResultDirectory.page)
        var tables = rows
        tables.curves = try write(rows.curves, to: directory, ResultDirectory.curves)
        tables.costs = try write(rows.costs, to: directory, ResultDirectory.cost)
        tables.metrics = try writeIfAny(rows.metrics, to: directory, ResultDirectory.metrics)
        tables.contrasts = try writeIfAny(rows.contrasts, to: directory, ResultDirectory.contrasts)
        tables.latencies = try writeIfAny(rows.latencies, to: directory, ResultDirectory.latency)
        let evidence = try write(evidence, to: directory)
        try write(Summary(tables).text(.plain), to: directory, ResultDirectory.summary)

        let plot = Gnuplot(program: gnuplot, directory: directory)
        if tables.run.outcome != .invalid, !tables.curves.isEmpty {
            let script = GnuplotScript(run: tables.run, curves: tables.curves, costs: tables.costs)
            try write(script.text, to: directory, ResultDirectory.script)
            try plot.draw(script.pictures, with: ResultDirectory.script)
        }
        let content = PageContent(tables, evidence: evidence)
        let pictures = try draw(PagePlot.all(of: content), with: plot)
        try write(try ReportPage(content, pictures).html(), to: directory, ResultDirectory.page)
    }

    static func write(_ text: String, to directory: String, _ name: String) throws(ReportError) {
        let path = directory + "/" + name
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw unwritable(path, error)
        }
    }

    /// Writes a table, and returns its rows as it holds them: what is drawn and said must be what can be read there.
    private static func write<Row: CSVRecord>(
        _ rows: [Row],
        to directory: String,
        _ name: String
    ) throws(ReportError) -> [Row] {
        let text = Row.csv(rows)
        try write(text, to: directory, name)
        do throws(ResultsError) {
            return try Row.rows(csv: text, name: name)
        } catch {
            throw ReportError(.failed, error.description)
        }
    }

    /// Writes a table that only some runs have.
    private static func writeIfAny<Row: CSVRecord>(
        _ rows: [Row],
        to directory: String,
        _ name: String
    ) throws(ReportError) -> [Row] {
        rows.isEmpty ? [] : try write(rows, to: directory, name)
    }

    private static func write(_ evidence: RunEvidence, to directory: String) throws(ReportError) -> RunEvidence {
        guard let control = evidence.control else {
            return RunEvidence(
                walks: try writeIfAny(evidence.walks, to: directory, ResultDirectory.walks),
                order: try writeIfAny(evidence.order, to: directory, ResultDirectory.order)
            )
        }
        return RunEvidence(
            control: try write([control], to: directory, ResultDirectory.control).first,
            walks: try write(evidence.walks, to: directory, ResultDirectory.walks),
            order: try write(evidence.order, to: directory, ResultDirectory.order)
        )
    }

    /// Draws the page's pictures into its folder, and returns their text by their names.
    private static func draw(_ plots: [PagePlot], with plot: Gnuplot) throws(ReportError) -> [String: String] {
        guard !plots.isEmpty else { return [:] }
        let folder = plot.directory + "/" + ResultDirectory.plots
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw unwritable(folder, error)
        }
        var pictures: [String: String] = [:]
        for kind in plots {
            try write(kind.script, to: plot.directory, kind.scriptPath)
            try plot.draw(kind.pictures.map(\.path), with: kind.scriptPath)
            for picture in kind.pictures {
                let path = plot.directory + "/" + picture.path
                guard let bytes = FileManager.default.contents(atPath: path) else {
                    throw ReportError(.failed, "Can not read \(path), which was just drawn; draw the report again.")
                }
                pictures[picture.name] = String(decoding: bytes, as: UTF8.self)
            }
        }
        return pictures
    }

    private static func unwritable(_ path: String, _ error: any Error) -> ReportError {
        let cause = (error as NSError).localizedFailureReason ?? error.localizedDescription
        return ReportError(.failed, "Can not write \(path): \(cause) Choose a directory that you may write to.")
    }
}
