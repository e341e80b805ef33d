import Foundation
import Linux
import Testing

/// A load by the command, and all that it wrote about it: its JSON, and HdrHistogram's percentile files.
struct ReportedLoad {
    struct Document: Decodable {
        struct Counts: Decodable {
            var begun: Int
            var completed: Int
            var failed: Int
        }

        struct Phase: Decodable {
            var minimumUs: Double
            var p50Us: Double
        }

        struct Pacing: Decodable {
            var delayedRequests: Int
            var error: Phase
            var unsentRequests: Int
        }

        struct Worker: Decodable {
            var elapsedSeconds: Double
            var waitShare: Double
        }

        var counts: Counts
        var phases: [String: Phase]
        var pacing: Pacing?
        var workers: [Worker]

        /// How long the worker that waited most for a CPU did so.
        var waiting: Duration { .seconds(workers.map { $0.elapsedSeconds * $0.waitShare }.max() ?? 0) }
    }

    /// A row of a percentile file: `count` requests took at most `microseconds`.
    struct Row {
        var microseconds: Double
        var percentile: Double
        var count: Int
    }

    let document: Document
    /// By phase: connect, wait, total; response of an open loop.
    let histograms: [String: [Row]]

    /// Runs `command load` with `arguments`, which end with the URL.
    init(_ command: String, _ arguments: [String]) throws {
        let scratch = try ScratchDirectory()
        let run = try ChildProcess.run(command, ["load", "--json", "--hgrm", scratch.file("load")] + arguments)
        try #require(run.hasSucceeded, "\(run.end): \(run.errorText)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        document = try decoder.decode(Document.self, from: Data(run.output))
        histograms = try Dictionary(
            uniqueKeysWithValues: document.phases.keys.map { phase in
                (phase, Self.rows(try String(contentsOfFile: scratch.file("load-\(phase).hgrm"), encoding: .utf8)))
            }
        )
    }

    private static func rows(_ text: String) -> [Row] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 3, let value = Double(words[0]), let rank = Double(words[1]), let count = Int(words[2])
            else { return nil }
            return Row(microseconds: value, percentile: rank * 100, count: count)
        }
    }
}
