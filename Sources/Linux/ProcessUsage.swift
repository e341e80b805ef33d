import Glibc

/// The CPU time that a process had used when it ended, its threads and the children that it waited for included (wait4(2)).
///
/// The kernel splits user from system time by ticks where it does not account precisely; their sum is exact.
package struct ProcessUsage: Hashable, Sendable {
    package var user: Duration
    package var system: Duration

    init(_ usage: rusage) {
        user = ProcessUsage.duration(usage.ru_utime)
        system = ProcessUsage.duration(usage.ru_stime)
    }

    package var total: Duration { user + system }

    private static func duration(_ time: timeval) -> Duration {
        .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}
