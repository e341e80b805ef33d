import Load
import LoadReport

extension LoadCommand {
    /// Loads at each level, `repeats` times over; every point's line is on its way when the next begins.
    func runSweep(_ plan: LoadPlan, levels: [Int], _ session: LoadSession) throws {
        try refuseWithSweep()
        for level in levels { try require(level, "concurrency", 1...LoadPlan.maximumConcurrency) }
        guard Set(levels).count == levels.count else {
            throw CommandFailure(.usage, "cannot sweep: --sweep names a concurrency twice; name each once")
        }
        let repeats = sweep.repeats ?? 3
        try require(repeats, "number of repeats", 1...1000)
        let table = try sweep.csv.map { path throws(CommandFailure) in try SweepTable(path) }
        try table?.append(SweepRow.header)
        var rows: [SweepRow] = []
        let rounds = SweepOrder.rounds(levels: levels, repeats: repeats, seed: shape.seed)
        sweeping: for (round, levels) in rounds.enumerated() {
            for level in levels {
                var point = plan
                point.concurrency = level
                point.workers = try workers(concurrency: level)
                let place = "\(rows.count + 1) of \(rounds.count * levels.count), concurrency \(level)"
                let row = SweepRow(round: round + 1, load: try session.run(point, place: place))
                try table?.append(row.line)
                rows.append(row)
                if row.isInterrupted { break sweeping }
            }
        }
        let summary = SweepSummary(rows).text
        if sweep.csv == "-" { StandardError.write(summary) } else { try StandardOutput.write(summary) }
        try judge(rows)
    }

    private func judge(_ rows: [SweepRow]) throws(CommandFailure) {
        if rows.contains(where: \.isInterrupted) {
            throw CommandFailure(.interrupted, "interrupted; the table is of what was done")
        }
        if let dead = rows.first(where: { $0.completed == 0 }) {
            throw CommandFailure(
                .failed,
                "no request was served at a concurrency of \(dead.concurrency); run that load alone for its failures"
            )
        }
        if output.failIfClientBound, let bound = rows.first(where: { $0.verdict == .clientBound }) {
            throw CommandFailure(
                .invalidRun,
                "the generator was the limit at a concurrency of \(bound.concurrency); give it more CPUs and --threads, "
                    + "or sweep lower"
            )
        }
    }

    /// What belongs to one load.
    private func refuseWithSweep() throws(CommandFailure) {
        let single: [(isGiven: Bool, option: String)] = [
            (shape.concurrency != nil, "-c"), (output.percentileFile != nil, "-e"), (output.gnuplotFile != nil, "-g"),
            (output.records != nil, "--records"), (output.hgrm != nil, "--hgrm"), (output.json, "--json"),
        ]
        for (isGiven, option) in single where isGiven {
            throw CommandFailure(.usage, "cannot sweep with \(option), which is of one load; leave one of them out")
        }
    }
}
