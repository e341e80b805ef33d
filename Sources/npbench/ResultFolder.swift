import Experiment
import Foundation
import History
import Results

/// A result directory that a command line names, read whole.
struct ResultFolder {
    let tables: RunTables
    private let directory: OutputDirectory

    /// Reads what is there; costs and curves that a killed run left no time for are computed from its samples.
    init(_ path: String) throws(CommandFailure) {
        directory = OutputDirectory(existing: path)
        do throws(ResultsError) {
            let record = directory[ResultDirectory.run]
            let run = try RunRecord(json: try Self.text(record), name: record)
            if let tables = try Self.tables(of: run, in: directory) {
                self.tables = tables
            } else {
                tables = Analysis(plan: run.plan, samples: try Self.samples(in: directory)).tables(of: run)
            }
        } catch {
            throw CommandFailure(.failed, error.description)
        }
    }

    /// What the tables hold; nil where those that every run has are not there.
    private static func tables(of run: RunRecord, in directory: OutputDirectory) throws(ResultsError) -> RunTables? {
        guard
            let curves: [CurveRow] = try rows(ResultDirectory.curves, in: directory),
            let costs: [CostRow] = try rows(ResultDirectory.cost, in: directory)
        else { return nil }
        return RunTables(
            run: run,
            curves: curves,
            costs: costs,
            metrics: try rows(ResultDirectory.metrics, in: directory) ?? [],
            contrasts: try rows(ResultDirectory.contrasts, in: directory) ?? [],
            latencies: try rows(ResultDirectory.latency, in: directory) ?? []
        )
    }

    /// The rows of one table; nil if it is not there.
    private static func rows<Row: CSVRecord>(
        _ name: String,
        in directory: OutputDirectory
    ) throws(ResultsError) -> [Row]? {
        guard let text = try? text(directory[name]) else { return nil }
        return try Row.rows(csv: text, name: directory[name])
    }

    /// Every sample that was taken, void ones too.
    func samples() throws(CommandFailure) -> [SampleRecord] {
        do throws(ResultsError) { return try Self.samples(in: directory) } catch {
            throw CommandFailure(.failed, error.description)
        }
    }

    /// What the samples show beside curves and costs; empty if only the tables are left.
    func evidence() throws(CommandFailure) -> RunEvidence {
        guard FileManager.default.fileExists(atPath: directory[ResultDirectory.samples]) else { return RunEvidence() }
        return RunEvidence(plan: tables.run.plan, samples: try samples(), costs: tables.costs)
    }

    func entry(revision: String) -> HistoryEntry {
        HistoryEntry(revision: revision, run: tables.run, costs: tables.costs, curves: tables.curves)
    }

    private static func samples(in directory: OutputDirectory) throws(ResultsError) -> [SampleRecord] {
        let path = directory[ResultDirectory.samples]
        return try SampleLog(Array(try text(path).utf8), name: path).samples
    }

    private static func text(_ path: String) throws(ResultsError) -> String {
        do {
            let bytes = try FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data()
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw ResultsError(
                "cannot read \(path): \(error.systemCause); give a result directory of `npbench run`"
            )
        }
    }
}
