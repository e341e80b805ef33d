import Testing

@testable import Linux

@Suite("Machine facts")
struct MachineFactsTests {
    private let cpuinfo = """
        processor\t: 0
        model name\t: AMD EPYC 9B14
        microcode\t: 0x1000065
        flags\t\t: fpu vme hypervisor lahf_lm

        processor\t: 1
        model name\t: AMD EPYC 9B14
        flags\t\t: fpu vme hypervisor lahf_lm

        """

    private func facts(of files: [String: String]) throws -> [String: String] {
        try ProcFilesystem.recorded(files) { MachineFacts.collect(reading: $0) }
    }

    private var machine: [String: String] {
        [
            "/proc/cpuinfo": cpuinfo,
            "/proc/version": "Linux version 6.1.0-18-amd64 (debian)\n",
            "/proc/sys/kernel/osrelease": "6.1.0-18-amd64\n",
            "/proc/meminfo": "MemTotal:        8138232 kB\nMemFree: 1 kB\nMemAvailable:    6000000 kB\n",
            "/proc/self/cgroup": "0::/user.slice\n",
            "/sys/fs/cgroup/user.slice/cpu.max": "150000 100000\n",
            "/sys/fs/cgroup/user.slice/memory.max": "max\n",
            "/sys/fs/cgroup/user.slice/cpu.stat": "usage_usec 1\nnr_throttled 7\n",
            "/proc/sys/net/ipv4/ip_local_port_range": "32768\t60999\n",
            "/proc/sys/net/bridge/bridge-nf-call-iptables": "1\n",
            "/proc/loadavg": "0.50 0.40 0.30 2/162 20773\n",
            "/proc/modules": "nf_conntrack 1 2 nf_nat, Live 0x0\nnf_nat 1 1 - Live 0x0\n",
            "/sys/module/ip_tables/parameters/x": "1\n",
            "/sys/devices/system/cpu/vulnerabilities/meltdown": "Not affected\n",
            "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
            "/sys/devices/system/node/node0/cpulist": "0-1\n",
            "/sys/devices/system/node/possible": "0\n",
            "/etc/os-release": "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
        ]
    }

    @Test("Facts are the kernel's own words under stable names")
    func collect() throws {
        let facts = try facts(of: machine)
        let expected = [
            "cpu.model": "AMD EPYC 9B14",
            "cpu.online": "2",
            "cpu.microcode": "0x1000065",
            "cpu.hypervisor": "yes",
            "cpu.governor": "powersave",
            "cpu.numa_nodes": "1",
            "cpu.vulnerability.meltdown": "Not affected",
            "kernel.release": "6.1.0-18-amd64",
            "os.name": "Debian GNU/Linux 12 (bookworm)",
            "memory.total_kib": "8138232",
            "cgroup.cpu_max": "150000 100000",
            "cgroup.memory_max": "max",
            "cgroup.nr_throttled": "7",
            "net.ipv4.ip_local_port_range": "32768 60999",
            "net.bridge.bridge-nf-call-iptables": "1",
            "module.nf_conntrack": "loaded",
            "module.ip_tables": "built in",
            "load.average_1m": "0.50",
            "load.runnable_threads": "2",
        ]
        for (name, value) in expected { #expect(facts[name] == value, "\(name)") }
    }

    @Test("What the machine does not show has no entry, and an empty machine no error")
    func absent() throws {
        let facts = try facts(of: [:])
        #expect(facts["cpu.model"] == nil)
        #expect(facts["cpu.governor"] == nil)
        #expect(facts["module.br_netfilter"] == nil)
        #expect(!facts.values.contains(""))
        #expect(facts["limit.descriptors_hard"] != nil)
    }

    @Test("Version 1 of control groups tells the same limit in the same words")
    func controlGroupsVersion1() throws {
        let facts = try facts(of: [
            "/proc/self/cgroup": "4:memory:/box\n1:cpu,cpuacct:/box\n0::/\n",
            "/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us": "-1\n",
            "/sys/fs/cgroup/cpu/box/cpu.cfs_period_us": "100000\n",
            "/sys/fs/cgroup/cpu/box/cpu.stat": "nr_periods 0\nnr_throttled 3\n",
        ])
        #expect(facts["cgroup.cpu_max"] == "max 100000")
        #expect(facts["cgroup.nr_throttled"] == "3")
    }

    @Test("A group whose path is not under the mount, as in a container, is the mount's root")
    func controlGroupOfContainer() throws {
        let facts = try facts(of: [
            "/proc/self/cgroup": "0::/docker/abc\n", "/sys/fs/cgroup/cpu.max": "max 100000\n",
        ])
        #expect(facts["cgroup.cpu_max"] == "max 100000")
    }

    @Test("The fingerprint follows the kind of machine and nothing that drifts")
    func fingerprint() {
        let facts = [
            "cpu.architecture": "x86_64", "cpu.model": "AMD EPYC", "cpu.online": "2", "cpu.hypervisor": "yes",
            "kernel.release": "6.1.0-18-amd64", "memory.total_kib": "8138232",
        ]
        func with(_ name: String, _ value: String) -> [String: String] { facts.merging([name: value]) { $1 } }
        let fingerprint = MachineFacts.fingerprint(of: facts)
        #expect(fingerprint.count == 16)
        #expect(fingerprint == MachineFacts.fingerprint(of: with("kernel.release", "6.1.0-30-amd64")))
        #expect(fingerprint == MachineFacts.fingerprint(of: with("memory.total_kib", "8100000")))
        #expect(fingerprint == MachineFacts.fingerprint(of: with("load.average_1m", "9")))
        #expect(fingerprint != MachineFacts.fingerprint(of: with("kernel.release", "6.2.0-18-amd64")))
        #expect(fingerprint != MachineFacts.fingerprint(of: with("memory.total_kib", "16276464")))
        #expect(fingerprint != MachineFacts.fingerprint(of: with("cpu.online", "4")))
    }

    @Test("A governor that changes under way is a change; a load average is not")
    func changes() {
        let start = ["cpu.governor": "powersave", "load.average_1m": "1", "cpu.boost": "1", "time.uptime_seconds": "1"]
        let end = ["cpu.governor": "performance", "load.average_1m": "2", "cpu.boost": "0", "time.uptime_seconds": "2"]
        #expect(MachineFacts.changes(from: start, to: end) == ["cpu.boost", "cpu.governor"])
        #expect(MachineFacts.changes(from: start, to: end.filter { $0.key != "cpu.boost" }) == ["cpu.governor"])
        #expect(MachineFacts.changes(from: [:], to: end).isEmpty)
        func limits(soft: String, hard: String) -> [String: String] {
            ["limit.descriptors_soft": soft, "limit.descriptors_hard": hard]
        }
        let before = limits(soft: "1024", hard: "20000")
        #expect(MachineFacts.changes(from: before, to: limits(soft: "20000", hard: "20000")).isEmpty)
        #expect(
            MachineFacts.changes(from: before, to: limits(soft: "1024", hard: "4096")) == ["limit.descriptors_hard"]
        )
        #expect(MachineFacts.changes(from: start, to: start).isEmpty)
    }

    @Test("On the running machine nothing changes between two looks that should not")
    func running() {
        let start = MachineFacts.collect()
        #expect(start["kernel.release"]?.isEmpty == false)
        #expect(start["cpu.online"].flatMap { Int($0) }.map { $0 > 0 } == true)
        #expect(start["program.nginx"] == MachineFacts.version(of: "nginx"))
        #expect(MachineFacts.changes(from: start, to: MachineFacts.collect()).isEmpty)
    }
}
