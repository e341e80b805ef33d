import Experiment
import Foundation
import History
import Results

/// A result directory that a command line names, read whole.
struct ResultFolder {
    let run: RunRecord
    let costs: [CostRow]
    let curves: [CurveRow]
    /// Empty for a run from before there were any.
    let metrics: [MetricRow]
    /// Empty for a run of one controller.
    let contrasts: [ContrastRow]
    /// Empty for a run that did not measure added latency.
    let latencies: [LatencyRow]
    private let directory: OutputDirectory

    /// Reads what is there; costs and curves that a killed run left no time for are computed from its samples.
    init(_ path: String) throws(CommandFailure) {
        directory = OutputDirectory(existing: path)
        let (record, cost) = (directory[ResultDirectory.run], directory[ResultDirectory.cost])
        let (curve, contrast) = (directory[ResultDirectory.curves], directory[ResultDirectory.contrasts])
        let (metric, latency) = (directory[ResultDirectory.metrics], directory[ResultDirectory.latency])
        do throws(ResultsError) {
            run = try RunRecord(json: try Self.text(record), name: record)
            if let costs = try? Self.text(cost), let curves = try? Self.text(curve) {
                self.costs = try CostRow.rows(csv: costs, name: cost)
                self.curves = try CurveRow.rows(csv: curves, name: curve)
                metrics =
                    try (try? Self.text(metric)).map { (text) throws(ResultsError) in
                        try MetricRow.rows(csv: text, name: metric)
                    } ?? []
                contrasts =
                    try (try? Self.text(contrast)).map { (text) throws(ResultsError) in
                        try ContrastRow.rows(csv: text, name: contrast)
                    } ?? []
                latencies =
                    try (try? Self.text(latency)).map { (text) throws(ResultsError) in
                        try LatencyRow.rows(csv: text, name: latency)
                    } ?? []
            } else {
                let analysis = Analysis(plan: run.plan, samples: try Self.samples(in: directory))
                (costs, curves) = (analysis.costs, analysis.curves)
                (metrics, contrasts, latencies) = (analysis.metrics, analysis.contrasts, analysis.latencies)
            }
        } catch {
            throw CommandFailure(.failed, error.description)
        }
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
        return RunEvidence(plan: run.plan, samples: try samples(), costs: costs)
    }

    func entry(revision: String) -> HistoryEntry {
        HistoryEntry(revision: revision, run: run, costs: costs, curves: curves)
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
