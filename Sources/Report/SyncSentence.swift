import Results

/// What a controller's sync work adds to the cost of its rules, and what it is, in one sentence each.
enum SyncSentence {
    /// For example `Sync work every 5 s adds 3.1 % (95 %: 2.0 to 4.2) to what kube-router-0.2.0 costs of QPS at 8000 pods, 82 per node`;
    /// of a run of several modes of connections with the row's.
    static func text(_ row: ContrastRow, in plan: RunPlan) -> String {
        let cost = row.cost
        let percent = Readable.percent(cost.costPercent, cost.low, cost.high)
        let interval = percent.interval.map { "95 %: \($0)" } ?? "no interval"
        let every = plan.churnSeconds.map { " every \(seconds($0)) s" } ?? ""
        let mode = plan.hasSeveralModes ? ", \(cost.connections.rawValue)" : ""
        let doubt = cost.verdict == .inconclusive ? "; that is undecided" : ""
        return "Sync work\(every) adds \(percent.value) % (\(interval)) to what \(cost.controller) costs of QPS "
            + "\(place(cost.scale))\(mode)\(doubt)"
    }

    /// For example `A sync of kube-router-0.2.0 at 8000 pods, 82 per node: 17,994 processes and 30 s of CPU time; ...`.
    static func text(_ facts: SyncFacts) -> String {
        let load = "in \(Readable.number(facts.loadSeconds, decimals: 1)) s of load"
        guard facts.processes > 0 else {
            return "A sync of \(facts.controller) \(place(facts.scale)): none was due \(load)"
        }
        return
            "A sync of \(facts.controller) \(place(facts.scale)): \(Readable.number(facts.processesPerSync, decimals: 0)) processes, "
            + "\(seconds(facts.cpuSecondsPerSync)) s of CPU time; \(load) there were "
            + "\(Readable.number(facts.syncs, decimals: 2)), one under way \(Readable.number(100 * facts.busyShare, decimals: 0)) % of the time, "
            + "on \(Readable.number(facts.cpus, decimals: 2)) CPUs on average"
    }

    private static func place(_ scale: Scale) -> String { "at \(scale.pods) pods, \(scale.localPods) per node" }

    /// With three digits that count and no zeros behind them.
    private static func seconds(_ value: Double) -> String {
        let text = Readable.number(value, decimals: value < 1 ? 3 : value < 10 ? 2 : 1)
        guard text.contains(".") else { return text }
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }
}
