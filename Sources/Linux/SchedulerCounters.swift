import Glibc

/// Where the CPUs' time went since boot: the noise that other tenants and interrupts bring into a sample.
///
/// Of the whole machine, whatever namespace asks.
package struct SchedulerCounters: Equatable, Sendable {
    package struct CPUTime: Equatable, Sendable {
        /// Time in which the hypervisor ran somebody else although this CPU had work.
        package var steal: Duration
        /// Time in softirq, where the kernel forwards packets.
        package var softirq: Duration
        /// Time in anything but idle and waiting for input or output; steal included.
        package var busy: Duration

        package init(steal: Duration = .zero, softirq: Duration = .zero, busy: Duration = .zero) {
            self.steal = steal
            self.softirq = softirq
            self.busy = busy
        }

        func delta(since earlier: CPUTime) -> CPUTime {
            // Steal can go backwards (KVM guests after migration): no time is negative.
            CPUTime(
                steal: max(steal - earlier.steal, .zero),
                softirq: max(softirq - earlier.softirq, .zero),
                busy: max(busy - earlier.busy, .zero)
            )
        }
    }

    package var total: CPUTime
    /// By number of CPU; offline CPUs are absent.
    package var cpus: [Int: CPUTime]
    /// Time in which some task waited for a CPU (`/proc/pressure/cpu`); nil without pressure stall information.
    package var pressure: Duration?

    package init(total: CPUTime, cpus: [Int: CPUTime], pressure: Duration?) {
        self.total = total
        self.cpus = cpus
        self.pressure = pressure
    }

    /// Reads the counters; nil if `/proc/stat` is not there.
    ///
    /// Cost: two files. Resolution: one tick of the kernel's accounting (10 ms) for all but `pressure` (1 us).
    package init?(reading proc: ProcFilesystem) {
        guard let stat = proc.text("/proc/stat") else { return nil }
        self.init(
            stat: stat,
            pressure: proc.text("/proc/pressure/cpu"),
            ticksPerSecond: max(Int64(sysconf(Int32(_SC_CLK_TCK))), 1)
        )
    }

    /// Parses the texts of `/proc/stat` and `/proc/pressure/cpu` (`proc_stat(5)`; kernel `Documentation/accounting/psi.rst`).
    package init(stat: String, pressure: String?, ticksPerSecond: Int64) {
        total = CPUTime()
        cpus = [:]
        for line in stat.split(separator: "\n") where line.hasPrefix("cpu") {
            let words = line.split(separator: " ")
            let ticks = words.dropFirst().map { Int64($0) ?? 0 }
            // user nice system idle iowait irq softirq steal; guest time is inside user.
            guard ticks.count >= 8 else { continue }
            let time = { (ticks: Int64) in Duration.nanoseconds(ticks * (1_000_000_000 / ticksPerSecond)) }
            let cpu = CPUTime(
                steal: time(ticks[7]),
                softirq: time(ticks[6]),
                busy: time(ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7])
            )
            if words[0] == "cpu" {
                total = cpu
            } else if let number = Int(words[0].dropFirst(3)) {
                cpus[number] = cpu
            }
        }
        self.pressure = pressure.flatMap(Self.someTotal)
    }

    /// What was counted since `earlier`.
    package func delta(since earlier: SchedulerCounters) -> SchedulerCounters {
        var waited: Duration?
        if let pressure, let before = earlier.pressure { waited = max(pressure - before, .zero) }
        return SchedulerCounters(
            total: total.delta(since: earlier.total),
            cpus: cpus.reduce(into: [:]) { deltas, cpu in
                deltas[cpu.key] = cpu.value.delta(since: earlier.cpus[cpu.key] ?? CPUTime())
            },
            pressure: waited
        )
    }

    /// Steal time as a share (0 to 1) of `wall` on all CPUs; of a delta over that wall time.
    package func stealShare(over wall: Duration) -> Double {
        guard wall > .zero, !cpus.isEmpty else { return 0 }
        return total.steal / (wall * cpus.count)
    }

    /// `total=` of the line `some`, in microseconds.
    private static func someTotal(_ text: String) -> Duration? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("some ") }),
            let total = line.split(separator: " ").first(where: { $0.hasPrefix("total=") }),
            let microseconds = Int64(total.dropFirst("total=".count))
        else { return nil }
        return .microseconds(microseconds)
    }
}
