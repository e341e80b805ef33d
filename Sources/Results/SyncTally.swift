/// Sync work that was replayed while a sample's load was timed.
package struct SyncTally: Codable, Equatable, Sendable {
    /// Processes that ended in that time.
    package var processes: Int
    /// How many syncs these processes make: 1.5 is one and half of another's processes.
    package var syncs: Double
    /// Seconds in which a sync was under way.
    package var busySeconds: Double

    package init(processes: Int = 0, syncs: Double = 0, busySeconds: Double = 0) {
        self.processes = processes
        self.syncs = syncs
        self.busySeconds = busySeconds
    }
}
