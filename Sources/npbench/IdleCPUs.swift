import ArgumentParser

/// What becomes of CPUs that have nothing to do while a run measures.
enum IdleCPUs: String, CaseIterable, ExpressibleByArgument {
    /// Threads of idle priority keep them from sleeping.
    case awake
    /// They halt, as the kernel does with them.
    case asleep

    /// What a run does that asks for neither: awake, unless a control group counts the time that this would use up.
    static func usual(on machine: [String: String]) -> IdleCPUs {
        let limit = machine["cgroup.cpu_max"] ?? "max"
        return limit.hasPrefix("max") ? .awake : .asleep
    }
}
