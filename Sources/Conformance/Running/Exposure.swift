/// How long after a change some verdict was still wrong, in seconds since the API took the change.
///
/// The twin writes a controller's rules in one commit a table, so this is the least that the layout allows: a real
/// program that starts a process a rule takes longer.
package struct Exposure: Equatable, Sendable, Encodable {
    /// What made the controller write its rules.
    package enum Sync: String, Sendable, Encodable {
        /// An event of the step.
        case event
        /// No event that it acts on: the end of its period.
        case period
    }

    package var sync: Sync
    /// How long something that should be closed was open: 0 if never, nil (absent in JSON) if it is open still.
    package var openSeconds: Double?
    /// How long something that should be open was closed: 0 if never, nil (absent in JSON) if it is closed still.
    package var closedSeconds: Double?
    /// How long the kernel took to hold the new rules.
    package var programSeconds: Double

    package init(sync: Sync, openSeconds: Double?, closedSeconds: Double?, programSeconds: Double) {
        self.sync = sync
        self.openSeconds = openSeconds
        self.closedSeconds = closedSeconds
        self.programSeconds = programSeconds
    }
}
