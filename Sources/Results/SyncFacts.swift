/// What the sync work of one controller came to over the samples of a scale that count.
package struct SyncFacts: Codable, Equatable, Sendable {
    package var scale: Scale
    package var controller: String
    /// Seconds of load in the arm `churn`.
    package var loadSeconds: Double
    /// Syncs in that time, by their processes: begun ones count in part.
    package var syncs: Double
    /// Processes in that time.
    package var processes: Int
    /// CPU time of these processes and of the thread that started them, in seconds.
    package var cpuSeconds: Double
    /// Seconds in which a sync was under way.
    package var busySeconds: Double

    package init(
        scale: Scale,
        controller: String,
        loadSeconds: Double,
        syncs: Double,
        processes: Int,
        cpuSeconds: Double,
        busySeconds: Double
    ) {
        self.scale = scale
        self.controller = controller
        self.loadSeconds = loadSeconds
        self.syncs = syncs
        self.processes = processes
        self.cpuSeconds = cpuSeconds
        self.busySeconds = busySeconds
    }

    /// Of one sync; NaN if there was no process.
    package var processesPerSync: Double { processes > 0 ? Double(processes) / syncs : .nan }
    package var cpuSecondsPerSync: Double { processes > 0 ? cpuSeconds / syncs : .nan }
    /// CPUs that the syncs kept busy on average.
    package var cpus: Double { loadSeconds > 0 ? cpuSeconds / loadSeconds : .nan }
    /// The share of the time in which a sync was under way, at most 1: a process counts as a whole where it ends, also if it began
    /// before the load.
    package var busyShare: Double { loadSeconds > 0 ? min(1, busySeconds / loadSeconds) : .nan }
}
