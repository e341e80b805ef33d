import CLinux

/// The CPU time that one thread has used (getrusage(2), RUSAGE_THREAD).
///
/// The kernel splits user from system time by ticks where it does not account precisely; their sum is exact.
package struct ThreadUsage: Hashable, Sendable {
    package var user: Duration
    package var system: Duration

    package init(user: Duration, system: Duration) {
        self.user = user
        self.system = system
    }

    /// The time that the calling thread has used since it began.
    package static func current() -> ThreadUsage {
        var usage = npb_thread_usage()
        let result = npb_get_thread_usage(&usage)
        precondition(result >= 0, "getrusage refuses only unknown subjects")
        return ThreadUsage(user: .microseconds(usage.user), system: .microseconds(usage.system))
    }

    package static func + (left: ThreadUsage, right: ThreadUsage) -> ThreadUsage {
        ThreadUsage(user: left.user + right.user, system: left.system + right.system)
    }

    package static func - (left: ThreadUsage, right: ThreadUsage) -> ThreadUsage {
        ThreadUsage(user: left.user - right.user, system: left.system - right.system)
    }
}
