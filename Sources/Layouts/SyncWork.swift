/// What a controller does in one sync while nothing changes: its processes in order, one after the other.
///
/// Controllers that give their chains new names at every sync are replayed with the roles exchanged: the chains of the next sync are made
/// and filled, jumped to from behind the present ones, and removed again in the place of the present ones. These are the
/// same processes on tables of the same size, while verdicts and counters stay with the rules that were there. The rules after a whole
/// sync are those before it, and so are the counters of `sparing` rules in between.
package struct SyncWork: Equatable, Sendable {
    package var steps: [SyncStep]
    /// Chains of the filter table that are there only while a sync is under way.
    package var passingChains: Set<String>
    /// Sets that are there only while a sync is under way.
    package var passingSets: Set<String>
    /// Chains of nftables that are there only while a sync is under way, by the table that they are in: `ip NAME`.
    package var passingNftChains: [String: [String]]

    package init(
        _ steps: [SyncStep],
        passingChains: Set<String> = [],
        passingSets: Set<String> = [],
        passingNftChains: [String: [String]] = [:]
    ) {
        self.steps = steps
        self.passingChains = passingChains
        self.passingSets = passingSets
        self.passingNftChains = passingNftChains
    }

    /// How many processes of `program` a sync starts.
    package func count(of program: SyncStep.Program) -> Int {
        steps.count { $0.program == program }
    }
}
