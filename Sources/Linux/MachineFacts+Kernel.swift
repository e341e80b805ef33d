/// The kernel, its memory, its modules, the limits it sets and how busy it is.
extension MachineFacts {
    static func kernel(_ proc: ProcFilesystem) -> [String: String] {
        var facts: [String: String] = [:]
        facts["kernel.release"] = proc.value("/proc/sys/kernel/osrelease")
        facts["kernel.version"] = proc.value("/proc/version")
        facts["kernel.command_line"] = proc.value("/proc/cmdline")
        facts["kernel.randomize_va_space"] = proc.value("/proc/sys/kernel/randomize_va_space")
        facts["kernel.bpf_jit_enable"] = proc.value("/proc/sys/net/core/bpf_jit_enable")
        facts["os.name"] = proc.text("/etc/os-release").flatMap(prettyName)
        return facts
    }

    static func memory(_ proc: ProcFilesystem) -> [String: String] {
        var facts: [String: String] = [:]
        for line in (proc.text("/proc/meminfo") ?? "").split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2 else { continue }
            if words[0] == "MemTotal:" { facts["memory.total_kib"] = String(words[1]) }
            if words[0] == "MemAvailable:" { facts["memory.available_kib"] = String(words[1]) }
        }
        facts["memory.transparent_hugepages"] = proc.value("/sys/kernel/mm/transparent_hugepage/enabled")
        return facts
    }

    /// The limits of this process and of its control group, version 2 or 1.
    static func limits(_ proc: ProcFilesystem) -> [String: String] {
        var facts: [String: String] = [:]
        let groups = controlGroups(proc.text("/proc/self/cgroup") ?? "")
        // A container sees its own group at the root of the mount, so the root stands in for a path that is not there.
        for group in ["/sys/fs/cgroup\(groups[""] ?? "")", "/sys/fs/cgroup"] where facts["cgroup.cpu_max"] == nil {
            facts["cgroup.cpu_max"] = proc.value("\(group)/cpu.max")
            facts["cgroup.memory_max"] = proc.value("\(group)/memory.max")
            facts["cgroup.nr_throttled"] = proc.text("\(group)/cpu.stat").flatMap(throttled)
        }
        for group in ["/sys/fs/cgroup/cpu\(groups["cpu"] ?? "")", "/sys/fs/cgroup/cpu"]
        where facts["cgroup.cpu_max"] == nil {
            guard let quota = proc.value("\(group)/cpu.cfs_quota_us") else { continue }
            facts["cgroup.cpu_max"] =
                "\(quota == "-1" ? "max" : quota) \(proc.value("\(group)/cpu.cfs_period_us") ?? "")"
            facts["cgroup.nr_throttled"] = proc.text("\(group)/cpu.stat").flatMap(throttled)
        }
        if let limit = try? DescriptorLimit.current() {
            facts["limit.descriptors_soft"] = "\(limit.soft)"
            facts["limit.descriptors_hard"] = "\(limit.hard)"
        }
        return facts
    }

    /// The settings of the network stack that decide how load behaves.
    ///
    /// Of the calling thread's namespace where a setting has one: a new namespace takes most from the first, some from the kernel.
    static func network(_ proc: ProcFilesystem) -> [String: String] {
        let settings = [
            "net.core.default_qdisc", "net.core.somaxconn", "net.core.rmem_max", "net.core.wmem_max",
            "net.ipv4.ip_local_port_range", "net.ipv4.tcp_congestion_control", "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_timestamps", "net.ipv4.tcp_tw_reuse", "net.ipv4.tcp_wmem",
            "net.bridge.bridge-nf-call-iptables", "net.netfilter.nf_conntrack_buckets",
            "net.netfilter.nf_conntrack_count", "net.netfilter.nf_conntrack_max",
        ]
        var facts: [String: String] = [:]
        for setting in settings {
            let path = setting.split(separator: ".", maxSplits: 2).joined(separator: "/")
            facts[setting] = proc.value("/proc/sys/\(path)")
        }
        return facts
    }

    /// Which of the modules that rules are made of are in the kernel: `loaded`, or `built in`.
    ///
    /// A built-in module without parameters leaves no trace in `/sys/module`, so an absent entry proves nothing.
    static func modules(_ proc: ProcFilesystem) -> [String: String] {
        let loaded = Set(
            (proc.text("/proc/modules") ?? "").split(separator: "\n").compactMap { $0.split(separator: " ").first }
        )
        var facts: [String: String] = [:]
        for module in ["br_netfilter", "ip_set", "ip_tables", "ip_vs", "nf_conntrack", "nf_tables", "x_tables"] {
            if loaded.contains(Substring(module)) {
                facts["module.\(module)"] = "loaded"
            } else if !proc.names(in: "/sys/module/\(module)").isEmpty {
                facts["module.\(module)"] = "built in"
            }
        }
        return facts
    }

    /// How busy the machine is besides us; clocks that tell a reboot from a long run.
    static func load(_ proc: ProcFilesystem) -> [String: String] {
        var facts: [String: String] = [:]
        let averages = proc.text("/proc/loadavg")?.split(separator: " ") ?? []
        if averages.count >= 4 {
            facts["load.average_1m"] = String(averages[0])
            facts["load.average_5m"] = String(averages[1])
            facts["load.runnable_threads"] = averages[3].split(separator: "/").first.map(String.init)
        }
        for resource in ["cpu", "memory", "io"] {
            facts["pressure.\(resource)"] = proc.text("/proc/pressure/\(resource)")?
                .split(separator: "\n").first.map(String.init)
        }
        if let scheduler = SchedulerCounters(reading: proc) {
            facts["time.steal_seconds"] = "\(scheduler.total.steal / .seconds(1))"
        }
        facts[bootID] = proc.value("/proc/sys/kernel/random/boot_id")
        facts["time.uptime_seconds"] = proc.text("/proc/uptime")?.split(separator: " ").first.map(String.init)
        return facts
    }

    /// Paths of `/proc/self/cgroup` by controller; the unified hierarchy has none and goes by the empty name.
    static func controlGroups(_ text: String) -> [String: String] {
        var paths: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let path = parts[2] == "/" ? "" : String(parts[2])
            for controller in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
                paths[String(controller)] = path
            }
        }
        return paths
    }

    private static func throttled(_ stat: String) -> String? {
        stat.split(separator: "\n").first { $0.hasPrefix("nr_throttled ") }?
            .split(separator: " ").last.map(String.init)
    }

    private static func prettyName(_ release: String) -> String? {
        let prefix = "PRETTY_NAME="
        return release.split(separator: "\n").first { $0.hasPrefix(prefix) }
            .map { $0.dropFirst(prefix.count).filter { $0 != "\"" } }
    }
}
