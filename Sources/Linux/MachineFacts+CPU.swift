import Glibc

/// The processor, and what makes its speed change while one measures.
extension MachineFacts {
    static func cpu(_ proc: ProcFilesystem) -> [String: String] {
        var facts = cpu(cpuinfo: proc.text("/proc/cpuinfo") ?? "")
        facts["cpu.architecture"] = architecture()
        let cpu0 = "/sys/devices/system/cpu/cpu0/cpufreq"
        let files = [
            "cpu.online_list": "/sys/devices/system/cpu/online",
            "cpu.isolated": "/sys/devices/system/cpu/isolated",
            "cpu.nohz_full": "/sys/devices/system/cpu/nohz_full",
            "cpu.smt": "/sys/devices/system/cpu/smt/active",
            "cpu.governor": "\(cpu0)/scaling_governor",
            "cpu.scaling_driver": "\(cpu0)/scaling_driver",
            "cpu.no_turbo": "/sys/devices/system/cpu/intel_pstate/no_turbo",
            "cpu.boost": "/sys/devices/system/cpu/cpufreq/boost",
            "cpu.clocksource": "/sys/devices/system/clocksource/clocksource0/current_clocksource",
        ]
        for (name, path) in files { facts[name] = proc.value(path) }
        let vulnerabilities = "/sys/devices/system/cpu/vulnerabilities"
        for name in proc.names(in: vulnerabilities) {
            facts["cpu.vulnerability.\(name)"] = proc.value("\(vulnerabilities)/\(name)")
        }
        let nodes = proc.names(in: "/sys/devices/system/node").filter { name in
            name.hasPrefix("node") && Int(name.dropFirst(4)) != nil
        }
        if !nodes.isEmpty { facts["cpu.numa_nodes"] = "\(nodes.count)" }
        return facts
    }

    /// Parses `/proc/cpuinfo`: the first processor speaks for all.
    static func cpu(cpuinfo: String) -> [String: String] {
        var facts: [String: String] = [:]
        var processors = 0
        for line in cpuinfo.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "processor": processors += 1
            // x86 says `model name`; ARM only numbers.
            case "model name", "CPU part": facts["cpu.model"] = facts["cpu.model"] ?? parts[1]
            case "microcode": facts["cpu.microcode"] = parts[1]
            case "flags":
                let flags = parts[1].split(separator: " ")
                facts["cpu.hypervisor"] = flags.contains("hypervisor") ? "yes" : "no"
            default: break
            }
        }
        if processors > 0 { facts["cpu.online"] = "\(processors)" }
        return facts
    }

    private static func architecture() -> String? {
        var name = utsname()
        guard uname(&name) == 0 else { return nil }
        return withUnsafeBytes(of: &name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
