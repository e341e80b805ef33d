import Linux
import Load
import Testing

/// A run of a timed test, taken again while the machine can be blamed for what is wrong with it.
///
/// A disturbance excuses a fault and never hides one: what is right on a disturbed machine is right; what is wrong on an
/// undisturbed one three times is wrong; and what is wrong each time fails, whatever the machine did. That a run was disturbed
/// is said not by its result but by the scheduler's own count of the time in which the generator's and the server's threads
/// could have run but had no CPU, and by the time that the hypervisor says it gave to others. Three times, since it does not say all.
enum Quiet {
    /// What a timed test saw, and what says whether it was disturbed.
    struct Run<Value> {
        var value: Value
        var requests: Int
        /// How long the thread that waited most for a CPU, of generator and server, did so.
        var waiting: Duration
    }

    private static let attempts = 8
    /// Faulty runs that nothing seems to have disturbed until they fail the test.
    private static let quietAttempts = 3
    /// The share of a run that a thread may have waited for its CPU: kernel threads need some.
    private static let waitShare = 0.005
    /// What it may have waited beside that for each request: to preempt the thread that keeps the CPU awake takes a moment.
    private static let waitPerRequest = Duration.microseconds(5)

    /// Runs `body`, and again while `faults` finds something in a run that was disturbed, eight times at most.
    ///
    /// Records the faults of the third undisturbed run, or of the last.
    static func run<Value>(_ body: () throws -> Run<Value>, faults: (Run<Value>) throws -> Faults) throws {
        // A thread that had to be woken from a halted CPU would be late by what the hypervisor takes for that.
        let cpus = try cpus()
        let awake = try WakefulCPUs([cpus.generator, cpus.server])
        defer { withExtendedLifetime(awake) {} }
        var disturbances: [String] = []
        var quiet = 0
        for attempt in 1...attempts {
            let start = MonotonicClock.now()
            let before = SchedulerCounters(reading: ProcFilesystem())
            let run = try body()
            let elapsed = Duration.nanoseconds(Int64(MonotonicClock.now() - start))
            let after = SchedulerCounters(reading: ProcFilesystem())
            let found = try faults(run).sentences
            if found.isEmpty { return }
            var stolen = Duration.zero
            if let before, let after { stolen = after.delta(since: before).total.steal }
            let isQuiet =
                run.waiting <= elapsed * waitShare + waitPerRequest * run.requests
                && stolen <= max(.milliseconds(10), elapsed * waitShare)
            disturbances.append("a thread waited \(run.waiting), stolen \(stolen) of \(elapsed)")
            if isQuiet { quiet += 1 }
            guard quiet == quietAttempts || attempt == attempts else { continue }
            for fault in found { Issue.record("\(fault)") }
            if quiet < quietAttempts { Issue.record("most were disturbed: \(disturbances.joined(separator: "; "))") }
            return
        }
    }

    /// The CPUs for generator and server, one each.
    static func cpus() throws -> (generator: Int, server: Int) {
        let cpus = try CPUAffinity.current().cpus
        try #require(cpus.count >= 2, "a timed test needs two CPUs")
        return (cpus[0], cpus[1])
    }
}

extension Quiet.Run where Value == LoadResult {
    /// A load of this process, and how long the server's thread waited for a CPU.
    init(_ result: LoadResult, serverWaiting: Duration) {
        let waiting = result.workers.map(\.waitTime).max() ?? .zero
        self.init(value: result, requests: result.begun, waiting: max(waiting, serverWaiting))
    }
}
