import Glibc
import Linux
import Testing

@Suite(.serialized) struct WakefulCPUsTests {
    /// `SCHED_IDLE` (sched(7)).
    private static let idlePolicy = 5

    /// The threads of this process with idle priority, each with the fields of its `stat` from the third on (proc_pid_stat(5)).
    private func idleThreads() -> [(task: String, fields: [Substring])] {
        let proc = ProcFilesystem()
        return proc.names(in: "/proc/self/task").compactMap { task in
            // The command's name, which may hold spaces, ends with the last parenthesis.
            let fields =
                proc.text("/proc/self/task/\(task)/stat")?.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 38 && Int(fields[38]) == Self.idlePolicy ? (task, fields) : nil
        }
    }

    /// The CPUs that they may run on.
    private func cpusOfIdleThreads() -> [String] {
        idleThreads().compactMap { thread in
            ProcFilesystem().text("/proc/self/task/\(thread.task)/status")?.split(separator: "\n")
                .first { $0.hasPrefix("Cpus_allowed_list:") }?.split(separator: "\t").last.map(String.init)
        }
    }

    /// The CPU time that each has had, in ticks of user mode.
    private func ticksOfIdleThreads() -> [Int] {
        idleThreads().map { Int($0.fields[11]) ?? 0 }
    }

    @Test("A thread of idle priority is on each CPU while there is an owner, and none afterwards")
    func threads() throws {
        let cpus = try CPUAffinity.current().cpus
        do {
            let awake = try WakefulCPUs(Set(cpus))
            withExtendedLifetime(awake) {
                #expect(cpusOfIdleThreads().sorted() == cpus.map(String.init).sorted())
            }
        }
        for _ in 0..<1000 where !cpusOfIdleThreads().isEmpty { usleep(1000) }
        #expect(cpusOfIdleThreads().isEmpty)
    }

    @Test("The threads compute: each uses CPU time, sooner or later")
    func computing() throws {
        let awake = try WakefulCPUs(Set(try CPUAffinity.current().cpus))
        // Whatever runs beside takes their CPUs, so it may take long.
        let end = MonotonicClock.now() + 60_000_000_000
        while (ticksOfIdleThreads().min() ?? 0) < 2, MonotonicClock.now() < end { usleep(10_000) }
        #expect((ticksOfIdleThreads().min() ?? 0) >= 2)
        withExtendedLifetime(awake) {}
    }

    @Test("A CPU that this process may not use is an error, and leaves no thread")
    func impossible() {
        #expect(throws: SystemError.self) { try WakefulCPUs([1023]) }
        for _ in 0..<1000 where !cpusOfIdleThreads().isEmpty { usleep(1000) }
        #expect(cpusOfIdleThreads().isEmpty)
    }
}
