import Statistics

/// What each tool spends on itself, whether anybody answers or not: loading the program, connecting, ending.
package struct StartUpCost: Equatable, Sendable {
    /// CPU times in microseconds, by tool and concurrency.
    private var trials: [LoadTool: [Int: [Double]]] = [:]

    package init() {}

    /// Adds the CPU time of one load with kept connections on a server that never answers.
    package mutating func add(_ tool: LoadTool, concurrency: Int, cpuMicroseconds: Double) {
        trials[tool, default: [:]][concurrency, default: []].append(cpuMicroseconds)
    }

    /// The levels that were tried, ascending.
    package var levels: [Int] { Set(trials.values.flatMap(\.keys)).sorted() }

    /// The median of the trials; 0 without one.
    package func microseconds(_ tool: LoadTool, concurrency: Int) -> Double {
        guard let times = trials[tool]?[concurrency], !times.isEmpty else { return 0 }
        return Percentiles(times).median
    }

    /// What to take off a sample in `cell`.
    ///
    /// Kept connections are made once, as in the trial; where each request has its own they are part of the load.
    package func microseconds(_ tool: LoadTool, _ cell: PeerCell) -> Double {
        microseconds(tool, concurrency: cell.connections == .keepAlive ? cell.concurrency : 1)
    }
}
