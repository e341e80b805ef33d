import CLinux
import Synchronization

/// CPUs that do not sleep: on each, a thread of idle priority (`SCHED_IDLE`, sched(7)) computes whenever nothing else runs.
///
/// A CPU without work halts, and waking it costs from microseconds on metal to milliseconds under a hypervisor, which gives
/// it away in the meantime and shows what it was late as stolen time. A load that leaves gaps then measures the host's
/// scheduler. Any other thread preempts one of idle priority at once. Cost: the CPUs, all of their idle time, until the
/// owner is gone; other tasks see pressure (`/proc/pressure/cpu`) that is none.
package final class WakefulCPUs: Sendable {
    private let threads: [OwnedThread]
    private let mustStop = Stop()

    /// Starts a thread on each of `cpus`.
    ///
    /// - Throws: for a CPU that this process may not use.
    package init(_ cpus: Set<Int>) throws(SystemError) {
        var threads: [OwnedThread] = []
        for cpu in cpus.sorted() {
            let thread = try OwnedThread()
            try thread.run { () throws(SystemError) in
                try CPUAffinity.pin(to: cpu)
                let result = npb_set_idle_priority()
                guard result >= 0 else {
                    throw SystemError(errno: CInt(-result), operation: "give idle priority to", subject: "a thread")
                }
            }
            threads.append(thread)
        }
        self.threads = threads
        for thread in threads { thread.begin { [mustStop] in mustStop.wait() } }
    }

    deinit {
        mustStop.flag.store(true, ordering: .relaxed)
        for thread in threads { thread.finish() }
    }

    /// When to stop, and what to do until then.
    private final class Stop: Sendable {
        let flag = Atomic(false)
        private let remains = Atomic<UInt64>(0)

        /// Divisions that wait for each other: they keep a CPU awake and leave most of its core to a sibling.
        func wait() {
            var number: UInt64 = 1
            while !flag.load(ordering: .relaxed) {
                for _ in 0..<1000 { number = UInt64.max / (number | 1) }
            }
            remains.store(number, ordering: .relaxed)
        }
    }
}
