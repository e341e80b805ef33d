/// TCP's counters in one network namespace since it was made: what tells a disturbed sample from a clean one.
///
/// Layout: pairs of lines, names then values, each after a prefix (`proc_pid_net(5)`, `snmp` and `netstat`). A counter that
/// the running kernel does not have reads 0.
package struct NetworkCounters: Equatable, Sendable {
    /// SYN and SYN-ACK segments sent again (`TCPSynRetrans`).
    package var synRetransmits: UInt64 = 0
    /// Segments sent again, SYNs included (`RetransSegs`).
    package var retransmittedSegments: UInt64 = 0
    /// Segments that timestamps said were old, SYNs among them.
    ///
    /// The sum of `PAWSActive`, `PAWSEstab`, `PAWSPassive` (old kernels) and `PAWSTimewait` (new ones).
    /// `PAWSOldAck` is left out: a pure ACK overtaken by data costs nobody a connection.
    package var pawsDrops: UInt64 = 0
    /// Connections that a listener dropped, for whatever cause (`ListenDrops`).
    package var listenDrops: UInt64 = 0
    /// Those of them that its full accept queue caused (`ListenOverflows`).
    package var listenOverflows: UInt64 = 0
    /// Sockets that left TIME_WAIT by the timer (`TW`), and for a new connection in time (`TWRecycled`).
    package var timeWaitExpired: UInt64 = 0
    package var timeWaitRecycled: UInt64 = 0
    /// Sockets that were refused a TIME_WAIT, as there were too many (`TCPTimeWaitOverflow`).
    package var timeWaitOverflows: UInt64 = 0
    /// Connections begun (`ActiveOpens`) and accepted (`PassiveOpens`).
    package var activeOpens: UInt64 = 0
    package var passiveOpens: UInt64 = 0
    /// Segments received (`InSegs`) and sent, those sent again left out (`OutSegs`).
    package var receivedSegments: UInt64 = 0
    package var sentSegments: UInt64 = 0

    package init() {}

    /// Reads the counters of the calling thread's network namespace; nil if `/proc` does not show them.
    ///
    /// Cost: two files, about 8 kB of text.
    package init?(reading proc: ProcFilesystem) {
        guard let snmp = proc.text("/proc/thread-self/net/snmp"),
            let netstat = proc.text("/proc/thread-self/net/netstat")
        else { return nil }
        self.init(snmp: snmp, netstat: netstat)
    }

    /// Parses the texts of `/proc/net/snmp` and `/proc/net/netstat`.
    package init(snmp: String, netstat: String) {
        let tcp = Self.table("Tcp:", in: snmp)
        let extensions = Self.table("TcpExt:", in: netstat)
        synRetransmits = extensions["TCPSynRetrans"] ?? 0
        retransmittedSegments = tcp["RetransSegs"] ?? 0
        pawsDrops = ["PAWSActive", "PAWSEstab", "PAWSPassive", "PAWSTimewait"].reduce(0) { $0 + (extensions[$1] ?? 0) }
        listenDrops = extensions["ListenDrops"] ?? 0
        listenOverflows = extensions["ListenOverflows"] ?? 0
        timeWaitExpired = extensions["TW"] ?? 0
        timeWaitRecycled = extensions["TWRecycled"] ?? 0
        timeWaitOverflows = extensions["TCPTimeWaitOverflow"] ?? 0
        activeOpens = tcp["ActiveOpens"] ?? 0
        passiveOpens = tcp["PassiveOpens"] ?? 0
        receivedSegments = tcp["InSegs"] ?? 0
        sentSegments = tcp["OutSegs"] ?? 0
    }

    /// What was counted since `earlier`, read in the same namespace.
    package func delta(since earlier: NetworkCounters) -> NetworkCounters {
        var delta = NetworkCounters()
        for counter in Self.all {
            delta[keyPath: counter] = self[keyPath: counter].saturatingSubtract(earlier[keyPath: counter])
        }
        return delta
    }

    /// The counts of two namespaces together.
    package static func + (left: NetworkCounters, right: NetworkCounters) -> NetworkCounters {
        var sum = left
        for counter in all { sum[keyPath: counter] &+= right[keyPath: counter] }
        return sum
    }

    private static var all: [WritableKeyPath<NetworkCounters, UInt64>] {
        [
            \.synRetransmits, \.retransmittedSegments, \.pawsDrops, \.listenDrops, \.listenOverflows, \.timeWaitExpired,
            \.timeWaitRecycled, \.timeWaitOverflows, \.activeOpens, \.passiveOpens,
            \.receivedSegments, \.sentSegments,
        ]
    }

    /// Names and values of the pair of lines that begins with `prefix`; values below zero (`MaxConn`) are left out.
    private static func table(_ prefix: String, in text: String) -> [Substring: UInt64] {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix(prefix + " ") }
        guard lines.count >= 2 else { return [:] }
        let names = lines[0].split(separator: " ").dropFirst()
        let values = lines[1].split(separator: " ").dropFirst()
        var table: [Substring: UInt64] = [:]
        for (name, value) in zip(names, values) { table[name] = UInt64(value) }
        return table
    }
}
