import Foundation
package import Results

/// Writes what people look at into a result directory: tables, pictures, summary.
package enum ReportWriter {
    /// Writes `curves.csv`, `cost.csv`, `metrics.csv`, `contrasts.csv` if there is one, and `summary.txt`, and draws the pictures through `curves.gp`.
    ///
    /// Nothing is drawn of a run without a curve, nor of an invalid one: there is nothing to believe in it. Throws when
    /// a file can not be written, and, with all else in place, when gnuplot is missing or fails. The same values give
    /// the same bytes. Cost: a second, nearly all of it gnuplot's.
    package static func write(
        run: RunRecord,
        curves: [CurveRow],
        costs: [CostRow],
        metrics: [MetricRow] = [],
        contrasts: [ContrastRow] = [],
        to directory: String,
        gnuplot: String = Gnuplot.program
    ) throws(ReportError) {
        try write(CurveRow.csv(curves), to: directory, ResultDirectory.curves)
        try write(CostRow.csv(costs), to: directory, ResultDirectory.cost)
        if !metrics.isEmpty { try write(MetricRow.csv(metrics), to: directory, ResultDirectory.metrics) }
        if !contrasts.isEmpty { try write(ContrastRow.csv(contrasts), to: directory, ResultDirectory.contrasts) }
        let summary = Summary(run: run, curves: curves, costs: costs, metrics: metrics, contrasts: contrasts)
        try write(summary.text(.plain), to: directory, ResultDirectory.summary)

        guard run.outcome != .invalid, !curves.isEmpty else { return }
        let script = GnuplotScript(run: run, curves: curves, costs: costs)
        try write(script.text, to: directory, ResultDirectory.script)
        try Gnuplot(program: gnuplot, directory: directory).draw(script.pictures, with: ResultDirectory.script)
    }

    static func write(_ text: String, to directory: String, _ name: String) throws(ReportError) {
        let path = directory + "/" + name
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            let cause = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw ReportError(.failed, "Can not write \(path): \(cause) Choose a directory that you may write to.")
        }
    }
}
