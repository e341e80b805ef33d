import CLinux

/// The CPU time that one thread has used (getrusage(2), RUSAGE_THREAD), and the time that it had to wait for a CPU.
///
/// The kernel splits user from system time by ticks where it does not account precisely; their sum is exact.
package struct ThreadUsage: Hashable, Sendable {
    package var user: Duration
    package var system: Duration
    /// Time in which the thread could have run but another had the CPU; zero where the kernel does not say.
    package var waiting: Duration

    package init(user: Duration, system: Duration, waiting: Duration = .zero) {
        self.user = user
        self.system = system
        self.waiting = waiting
    }

    /// The time that the calling thread has used since it began.
    ///
    /// Cost: four system calls. `waiting` is the second figure of `schedstat` (kernel `Documentation/scheduler/sched-stats.rst`).
    package static func current() -> ThreadUsage {
        var usage = npb_thread_usage()
        let result = npb_get_thread_usage(&usage)
        precondition(result >= 0, "getrusage refuses only unknown subjects")
        let words = ProcFilesystem().value("/proc/thread-self/schedstat")?.split(separator: " ") ?? []
        let waiting = words.count > 1 ? Int64(words[1]) ?? 0 : 0
        return ThreadUsage(
            user: .microseconds(usage.user),
            system: .microseconds(usage.system),
            waiting: .nanoseconds(waiting)
        )
    }

    package static func + (left: ThreadUsage, right: ThreadUsage) -> ThreadUsage {
        ThreadUsage(
            user: left.user + right.user,
            system: left.system + right.system,
            waiting: left.waiting + right.waiting
        )
    }

    package static func - (left: ThreadUsage, right: ThreadUsage) -> ThreadUsage {
        ThreadUsage(
            user: left.user - right.user,
            system: left.system - right.system,
            waiting: left.waiting - right.waiting
        )
    }
}
