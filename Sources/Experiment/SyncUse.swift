import Results

/// What replayed syncs came to up to one moment.
struct SyncUse: Equatable, Sendable {
    /// Processes that have ended, and what share of a sync each of them was.
    var processes = 0
    var syncs = 0.0
    /// Seconds in which a sync was under way.
    var busySeconds = 0.0
    /// CPU time of the processes and of the thread that started them.
    var cpuSeconds = 0.0

    static func - (later: SyncUse, earlier: SyncUse) -> SyncUse {
        SyncUse(
            processes: later.processes - earlier.processes,
            syncs: later.syncs - earlier.syncs,
            busySeconds: later.busySeconds - earlier.busySeconds,
            cpuSeconds: later.cpuSeconds - earlier.cpuSeconds
        )
    }

    /// What a sample's record holds of it.
    var tally: SyncTally { SyncTally(processes: processes, syncs: syncs, busySeconds: busySeconds) }
}
