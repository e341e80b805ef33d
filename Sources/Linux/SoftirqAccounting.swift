/// Whose CPU time holds the softirq time that the kernel spends while a thread runs.
package enum SoftirqAccounting {
    /// True if the interrupted thread's, so that adding the softirq time of `/proc/stat` would count it twice; nil if the
    /// kernel does not tell.
    ///
    /// Only kernels with CONFIG_IRQ_TIME_ACCOUNTING take it out of the thread's, and just these have `/proc/pressure/irq`
    /// (`psi_proc_init` in `kernel/sched/psi.c`, from 6.1 on, on machines with pressure stall information). Cost: three small files.
    package static func isInThreads(_ proc: ProcFilesystem) -> Bool? {
        if proc.text("/proc/pressure/irq") != nil { return false }
        guard proc.text("/proc/pressure/cpu") != nil, let release = proc.value("/proc/sys/kernel/osrelease") else {
            return nil
        }
        let numbers = release.split(whereSeparator: { !$0.isWholeNumber }).prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && !numbers.lexicographicallyPrecedes([6, 1]) ? true : nil
    }
}
