/// What a reader must know of the machine to believe its numbers, as names and values for `run.json`.
///
/// Values are the kernel's own words where it has any. What the machine does not show has no entry; nothing here fails.
package enum MachineFacts {
    /// Every fact of this machine, and the versions of the programs that a run starts.
    ///
    /// Cost: some 50 ms, most of it for the programs.
    package static func collect() -> [String: String] {
        collect(reading: ProcFilesystem()).merging(versions()) { first, _ in first }
    }

    /// Every fact that `/proc`, `/sys` and this process's limits hold.
    ///
    /// Cost: about a hundred small files, a few milliseconds; no other process is started.
    package static func collect(reading proc: ProcFilesystem) -> [String: String] {
        var facts: [String: String] = [:]
        let groups = [
            kernel(proc), cpu(proc), memory(proc), limits(proc), network(proc), modules(proc), load(proc), build(),
        ]
        for group in groups { facts.merge(group) { first, _ in first } }
        facts["fingerprint"] = fingerprint(of: facts)
        return facts
    }

    /// Names of facts that should have stayed as they were from `start` to `end`, and did not.
    ///
    /// A governor that changes under way makes its run doubtful; a load average does not. A fact that only one of them has is
    /// no change: the first rules after boot make the kernel load modules, which bring settings along.
    package static func changes(from start: [String: String], to end: [String: String]) -> [String] {
        start.keys.filter { name in
            guard let last = end[name], !drifting.contains(where: name.hasPrefix) else { return false }
            return last != start[name]
        }
        .sorted()
    }

    /// The name of the fact that tells one boot of a machine from the next.
    package static let bootID = "time.boot_id"

    /// Facts that move by themselves, by the beginning of their names; the soft limit is a process's own to raise, and a run does.
    private static let drifting = [
        "load.", "pressure.", "time.", "memory.available_kib", "cgroup.nr_throttled",
        "net.netfilter.nf_conntrack_count", "limit.descriptors_soft",
    ]

    /// A hash of the facts that name a kind of machine: the same for two machines whose results may be compared.
    ///
    /// Architecture, CPU model, logical CPUs, memory in GiB, virtualisation, kernel major.minor; no clock rates, no names.
    /// FNV-1a, 64 bits, in hexadecimal (draft-eastlake-fnv).
    static func fingerprint(of facts: [String: String]) -> String {
        let kernel = (facts["kernel.release"] ?? "").split(separator: ".").prefix(2).joined(separator: ".")
        let kibibytes = facts["memory.total_kib"].flatMap { Double($0) } ?? 0
        let gibibytes = Int((kibibytes / 1_048_576).rounded())
        let stable = [
            facts["cpu.architecture"], facts["cpu.model"], facts["cpu.online"], "\(gibibytes)",
            facts["cpu.hypervisor"], kernel,
        ]
        let text = stable.map { $0 ?? "" }.joined(separator: "\n")
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// How this program was compiled: figures of a debug build are no figures.
    private static func build() -> [String: String] {
        #if DEBUG
            ["build.mode": "debug"]
        #else
            ["build.mode": "release"]
        #endif
    }
}
