import Layouts
import Linux
import Synchronization

/// Syncs that are replayed on a thread, in its network namespace, until somebody ends them, or one of their processes fails.
///
/// One process runs at a time, as real controllers have it, on all CPUs that this process may use.
final class SyncReplay {
    let treatment: String
    private let thread: any WorkingThread
    private let shared: Shared
    private var isEnded = false

    /// Starts; `clock` says when the first process is due.
    init(_ work: SyncWork, on thread: any WorkingThread, of treatment: String, at clock: SyncClock) {
        self.treatment = treatment
        self.thread = thread
        let shared = Shared(clock)
        self.shared = shared
        thread.begin { shared.run(work) }
    }

    deinit { _ = end() }

    /// What they have come to so far.
    var use: SyncUse { shared.state.withLock(\.use) }

    /// Starts no further process, and waits for the one that runs; returns where the clock stands and what failed, if anything did.
    ///
    /// The process is left to end by itself, for at most `timeout`: one that is killed while it replaces a table may lose counters.
    func end() -> (clock: SyncClock, failure: String?) {
        if !isEnded {
            shared.mustEnd.store(true, ordering: .relaxed)
            thread.finish()
            isEnded = true
        }
        return shared.state.withLock { ($0.clock, $0.failure) }
    }

    /// Seconds that a process may take; then it is killed, and that is a failure.
    static let timeout = 10

    /// Runs one process in the network namespace of the calling thread.
    ///
    /// - Returns: its CPU time in seconds.
    /// - Throws: a sentence if it could not be started, or ended otherwise than the step says.
    static func run(_ step: SyncStep) throws(TestbedError) -> Double {
        let output: ChildProcess.Output
        do throws(SystemError) {
            output = try ChildProcess.run(
                step.program.rawValue,
                step.arguments,
                input: step.input,
                timeout: timeout
            )
        } catch {
            throw TestbedError(.unproven, "sync failed: \(error)")
        }
        guard output.end == .exited(step.status) else {
            let line = output.errorText.split(separator: "\n").first.map { ": \($0)" } ?? ""
            throw TestbedError(.unproven, "sync failed: \(step.title) \(output.end)\(line)")
        }
        return output.usage.total / .seconds(1)
    }
}

/// What the thread that runs processes and the one that owns the replay both see.
private final class Shared: Sendable {
    struct State {
        var clock: SyncClock
        var use = SyncUse()
        var failure: String?
    }

    let mustEnd = Atomic(false)
    let state: Mutex<State>

    /// How long at most to sleep without a look at `mustEnd`, in seconds.
    private static let nap = 0.01

    init(_ clock: SyncClock) {
        state = Mutex(State(clock: clock))
    }

    func run(_ work: SyncWork) {
        let cpuBefore = ThreadUsage.current()
        var clock = state.withLock(\.clock)
        var use = SyncUse()
        var processTime = 0.0
        var now = MonotonicClock.now()
        while !mustEnd.load(ordering: .relaxed) {
            let step = clock.begin()
            if let step, step < work.steps.count {
                do throws(TestbedError) {
                    processTime += try SyncReplay.run(work.steps[step])
                } catch {
                    return state.withLock { $0.failure = error.description }
                }
                clock.end()
                use.processes += 1
                use.syncs += 1 / Double(work.steps.count)
            } else {
                MonotonicClock.sleep(seconds: min(max(clock.dueIn, 0.0001), Shared.nap))
            }
            let later = MonotonicClock.now()
            let passed = Double(later - now) / 1e9
            now = later
            clock.pass(passed)
            if step != nil { use.busySeconds += passed }
            let own = ThreadUsage.current() - cpuBefore
            use.cpuSeconds = processTime + (own.user + own.system) / .seconds(1)
            state.withLock { [clock, use] in
                $0.clock = clock
                $0.use = use
            }
        }
    }
}
