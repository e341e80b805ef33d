import Experiment
import Foundation
import History
import Results

/// A result directory that a command line names, read whole.
struct ResultFolder {
    let run: RunRecord
    let costs: [CostRow]
    let curves: [CurveRow]

    /// Reads what is there; costs and curves that a killed run left no time for are computed from its samples.
    init(_ path: String) throws(CommandFailure) {
        let directory = OutputDirectory(existing: path)
        let (record, cost) = (directory[ResultDirectory.run], directory[ResultDirectory.cost])
        let (curve, sample) = (directory[ResultDirectory.curves], directory[ResultDirectory.samples])
        do throws(ResultsError) {
            run = try RunRecord(json: try Self.text(record), name: record)
            if let costs = try? Self.text(cost), let curves = try? Self.text(curve) {
                self.costs = try CostRow.rows(csv: costs, name: cost)
                self.curves = try CurveRow.rows(csv: curves, name: curve)
            } else {
                let log = try SampleLog(Array(try Self.text(sample).utf8), name: sample)
                let analysis = Analysis(plan: run.plan, samples: log.samples)
                (costs, curves) = (analysis.costs, analysis.curves)
            }
        } catch {
            throw CommandFailure(.failed, error.description)
        }
    }

    func entry(revision: String) -> HistoryEntry {
        HistoryEntry(revision: revision, run: run, costs: costs, curves: curves)
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
