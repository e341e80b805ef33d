import Linux
import Load
import Testing

/// A run of a timed test, taken only from a machine that left it alone.
///
/// What says so is not the result: the scheduler's own count of the time in which the generator's and the server's threads
/// could have run but had no CPU, and the time that the hypervisor gave to others.
enum Quiet {
    private static let attempts = 5
    /// The share of a run that a thread may have waited for its CPU: kernel threads need some.
    private static let waitShare = 0.005

    /// Runs `body` until nothing disturbed it, five times at most; fails if something always did.
    ///
    /// `body` returns its value, the load's result, and how long the server's thread waited.
    static func run<Value>(
        _ body: () throws -> (value: Value, result: LoadResult, serverWaiting: Duration)
    ) throws -> (value: Value, result: LoadResult) {
        // A generator that had to be woken from a halted CPU would be late by what the hypervisor takes for that.
        let cpus = try cpus()
        let awake = try WakefulCPUs([cpus.generator])
        defer { withExtendedLifetime(awake) {} }
        var disturbances: [String] = []
        for _ in 0..<attempts {
            let start = MonotonicClock.now()
            let before = SchedulerCounters(reading: ProcFilesystem())
            let run = try body()
            let elapsed = Duration.nanoseconds(Int64(MonotonicClock.now() - start))
            let after = SchedulerCounters(reading: ProcFilesystem())
            let worst = max(run.serverWaiting, run.result.workers.map(\.waitTime).max() ?? .zero)
            var steal = Duration.zero
            if let before, let after { steal = after.delta(since: before).total.steal }
            if worst <= elapsed * waitShare, steal <= max(.milliseconds(10), elapsed * waitShare) {
                return (run.value, run.result)
            }
            disturbances.append("threads waited \(worst), stolen \(steal) of \(elapsed)")
        }
        Issue.record("the machine disturbed each of \(attempts) runs: \(disturbances.joined(separator: "; "))")
        throw LoadError("no undisturbed run")
    }

    /// The CPUs for generator and server, one each.
    static func cpus() throws -> (generator: Int, server: Int) {
        let cpus = try CPUAffinity.current().cpus
        try #require(cpus.count >= 2, "a timed test needs two CPUs")
        return (cpus[0], cpus[1])
    }
}
