/// One property of the machine that can blur or bend its figures, and whether it does.
package struct NoiseCheck: Equatable, Sendable {
    /// What was looked at: `governor`.
    package var name: String
    /// What was found, in the kernel's words where it has any.
    package var found: String
    /// Why that is a doubt and what to do, as one sentence; nil if it is none.
    package var doubt: String?

    package init(_ name: String, found: String, doubt: String? = nil) {
        self.name = name
        self.found = found
        self.doubt = doubt
    }

    /// Judges machine facts; a fact that is absent is not judged.
    ///
    /// Paired, interleaved samples cancel slow drift, so none of these voids a run; each widens its intervals.
    package static func all(in facts: [String: String]) -> [NoiseCheck] {
        [
            processors(facts), governor(facts), boost(facts), siblings(facts), hypervisor(facts), quota(facts),
            clock(facts), load(facts), steal(facts), memory(facts), build(facts),
        ]
        .compactMap(\.self)
    }

    private static func processors(_ facts: [String: String]) -> NoiseCheck? {
        guard let count = number("cpu.online", in: facts) else { return nil }
        return NoiseCheck(
            "CPUs",
            found: "\(Int(count)) x \(facts["cpu.model"] ?? "unknown model")",
            doubt: count < 2 ? "Load generator and pods share one CPU: give the machine at least two." : nil
        )
    }

    private static func governor(_ facts: [String: String]) -> NoiseCheck? {
        guard let governor = facts["cpu.governor"] else { return nil }
        return NoiseCheck(
            "frequency governor",
            found: governor,
            doubt: governor == "performance"
                ? nil
                : "The clock rate follows the load: as root, cpupower frequency-set --governor performance."
        )
    }

    private static func boost(_ facts: [String: String]) -> NoiseCheck? {
        let isOn: Bool
        if let boost = facts["cpu.boost"] {
            isOn = boost == "1"
        } else if let disabled = facts["cpu.no_turbo"] {
            isOn = disabled == "0"
        } else {
            return nil
        }
        let remedy =
            "Boost depends on heat and neighbours: as root, write 0 to cpufreq/boost or 1 to intel_pstate/no_turbo."
        return NoiseCheck("boost", found: isOn ? "on" : "off", doubt: isOn ? remedy : nil)
    }

    private static func siblings(_ facts: [String: String]) -> NoiseCheck? {
        guard let active = facts["cpu.smt"] else { return nil }
        let remedy =
            "Two hardware threads share a core's units: as root, echo off > /sys/devices/system/cpu/smt/control."
        return NoiseCheck("SMT", found: active == "1" ? "on" : "off", doubt: active == "1" ? remedy : nil)
    }

    private static func hypervisor(_ facts: [String: String]) -> NoiseCheck? {
        facts["cpu.hypervisor"].map { NoiseCheck("virtual machine", found: $0) }
    }

    private static func quota(_ facts: [String: String]) -> NoiseCheck? {
        guard let limit = facts["cgroup.cpu_max"] else { return nil }
        return NoiseCheck(
            "CPU quota",
            found: limit,
            doubt: limit.hasPrefix("max")
                ? nil : "The control group stops the CPUs when the quota is used up: lift its cpu.max for the run."
        )
    }

    private static func clock(_ facts: [String: String]) -> NoiseCheck? {
        guard let source = facts["cpu.clocksource"] else { return nil }
        let fast = ["tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page"]
        return NoiseCheck(
            "clock source",
            found: source,
            doubt: fast.contains(source)
                ? nil : "Reading this clock takes a system call or worse: boot with clocksource=tsc."
        )
    }

    private static func load(_ facts: [String: String]) -> NoiseCheck? {
        guard let load = number("load.average_1m", in: facts), let cpus = number("cpu.online", in: facts) else {
            return nil
        }
        return NoiseCheck(
            "load average",
            found: "\(load) on \(Int(cpus)) CPUs",
            doubt: load > cpus / 4 ? "Other programs are running: stop them, or wait a minute if you just did." : nil
        )
    }

    /// Steal since boot: a neighbour that was loud before is likely to be loud again.
    private static func steal(_ facts: [String: String]) -> NoiseCheck? {
        guard let stolen = number("time.steal_seconds", in: facts), let cpus = number("cpu.online", in: facts),
            let uptime = number("time.uptime_seconds", in: facts), uptime > 0, cpus > 0
        else { return nil }
        let permille = (1000 * stolen / (uptime * cpus)).rounded()
        return NoiseCheck(
            "steal since boot",
            found: "\(permille / 10) %",
            doubt: permille > 10
                ? "The hypervisor runs others on these CPUs: use dedicated ones, or a calmer hour." : nil
        )
    }

    private static func memory(_ facts: [String: String]) -> NoiseCheck? {
        guard let available = number("memory.available_kib", in: facts) else { return nil }
        return NoiseCheck(
            "available memory",
            found: "\(Int(available / 1024)) MiB",
            doubt: available < 524_288 ? "A twin with its pods needs up to 512 MiB: free some." : nil
        )
    }

    private static func build(_ facts: [String: String]) -> NoiseCheck? {
        guard let mode = facts["build.mode"] else { return nil }
        return NoiseCheck(
            "build of npbench",
            found: mode,
            doubt: mode == "release" ? nil : "The load generator is slow in this build: swift build -c release."
        )
    }

    private static func number(_ name: String, in facts: [String: String]) -> Double? {
        facts[name].flatMap { Double($0) }
    }
}
