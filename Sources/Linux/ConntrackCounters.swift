/// Connection tracking in one network namespace: how full its table is and what it lost.
package struct ConntrackCounters: Equatable, Sendable {
    /// Entries now.
    package var entries: Int
    /// Most entries that the kernel allows (`nf_conntrack_max`): one limit for each namespace, set by the host.
    package var limit: Int
    /// Packets dropped, most of them because the table was full.
    package var dropped: UInt64
    /// Entries thrown out to make room for new ones.
    package var evicted: UInt64
    /// Entries that could not be inserted, mostly because two packets of one connection raced.
    package var insertFailures: UInt64

    package init(entries: Int, limit: Int, dropped: UInt64 = 0, evicted: UInt64 = 0, insertFailures: UInt64 = 0) {
        self.entries = entries
        self.limit = limit
        self.dropped = dropped
        self.evicted = evicted
        self.insertFailures = insertFailures
    }

    /// Reads the calling thread's network namespace; nil without connection tracking or without its statistics file.
    ///
    /// Cost: three small files. The namespace decides what `/proc/sys/net` and `/proc/thread-self/net` show.
    package init?(reading proc: ProcFilesystem) {
        guard let entries = proc.value("/proc/sys/net/netfilter/nf_conntrack_count").flatMap({ Int($0) }),
            let limit = proc.value("/proc/sys/net/netfilter/nf_conntrack_max").flatMap({ Int($0) }),
            let statistics = proc.text("/proc/thread-self/net/stat/nf_conntrack")
        else { return nil }
        self.init(entries: entries, limit: limit, statistics: statistics)
    }

    /// Parses the text of `/proc/net/stat/nf_conntrack`: a line of names, then a line of hexadecimal values for each CPU.
    ///
    /// Kernels differ in their columns, so columns go by name (`nf_conntrack_standalone.c`, `ct_cpu_seq_show`).
    package init(entries: Int, limit: Int, statistics: String) {
        self.init(entries: entries, limit: limit)
        let lines = statistics.split(separator: "\n")
        let names = lines.first?.split(separator: " ") ?? []
        for line in lines.dropFirst() {
            for (name, value) in zip(names, line.split(separator: " ")) {
                let value = UInt64(value, radix: 16) ?? 0
                switch name {
                case "drop": dropped &+= value
                case "early_drop": evicted &+= value
                case "insert_failed": insertFailures &+= value
                default: break
                }
            }
        }
    }

    /// Packets and entries lost, by whatever cause.
    ///
    /// A packet that is dropped because its entry could not be inserted may count twice; zero is what matters.
    package var losses: UInt64 { dropped &+ evicted &+ insertFailures }

    /// How many more entries fit.
    package var headroom: Int { max(limit - entries, 0) }

    /// The same table with what was lost since `earlier`; `entries` and `limit` stay those of now.
    package func delta(since earlier: ConntrackCounters) -> ConntrackCounters {
        ConntrackCounters(
            entries: entries,
            limit: limit,
            dropped: dropped.saturatingSubtract(earlier.dropped),
            evicted: evicted.saturatingSubtract(earlier.evicted),
            insertFailures: insertFailures.saturatingSubtract(earlier.insertFailures)
        )
    }
}
