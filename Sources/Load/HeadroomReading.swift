package import Linux

/// What bounds connections on this host, as the kernel says it of the calling thread's network namespace.
///
/// What `/proc` does not show is nil.
package struct HeadroomReading: Equatable, Sendable {
    package var network: NetworkCounters?
    package var conntrack: ConntrackCounters?
    /// How long connection tracking keeps a connection that is over, in seconds.
    package var conntrackTimeWait: Int?
    /// The local ports that the kernel may choose (`net.ipv4.ip_local_port_range`).
    package var ports: ClosedRange<Int>?
    /// TCP sockets in TIME_WAIT.
    package var timeWaits: Int?
    /// The most connections that a listener lets wait (`net.core.somaxconn`).
    package var acceptQueue: Int?
    /// `net.ipv4.tcp_timestamps`: 0 none, 1 with an offset for each pair of addresses, 2 without.
    package var timestamps: Int?
    /// `net.ipv4.tcp_tw_reuse`: whether a new connection may take the port of one in TIME_WAIT (1, or 2 over loopback).
    package var timeWaitReuse: Int?
    package var descriptors: DescriptorLimit?

    package init() {}

    /// Cost: about ten small files.
    package init(reading proc: ProcFilesystem) {
        network = NetworkCounters(reading: proc)
        conntrack = ConntrackCounters(reading: proc)
        conntrackTimeWait = proc.number("/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_time_wait")
        ports = proc.value("/proc/sys/net/ipv4/ip_local_port_range").flatMap(HeadroomReading.range)
        timeWaits = proc.text("/proc/thread-self/net/sockstat").flatMap(HeadroomReading.timeWaits)
        acceptQueue = proc.number("/proc/sys/net/core/somaxconn")
        timestamps = proc.number("/proc/sys/net/ipv4/tcp_timestamps")
        timeWaitReuse = proc.number("/proc/sys/net/ipv4/tcp_tw_reuse")
        descriptors = try? DescriptorLimit.current()
    }

    /// Two numbers, the lowest port and the highest.
    private static func range(_ text: String) -> ClosedRange<Int>? {
        let numbers = text.split(separator: " ").compactMap { Int($0) }
        return numbers.count == 2 && numbers[0] <= numbers[1] ? numbers[0]...numbers[1] : nil
    }

    /// The `tw` of the line `TCP: inuse 5 orphan 0 tw 12 alloc 7 mem 1`.
    private static func timeWaits(_ sockstat: String) -> Int? {
        guard let line = sockstat.split(separator: "\n").first(where: { $0.hasPrefix("TCP: ") }) else { return nil }
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "tw"), place + 1 < words.count else { return nil }
        return Int(words[place + 1])
    }
}

extension ProcFilesystem {
    fileprivate func number(_ path: String) -> Int? {
        value(path).flatMap { Int($0) }
    }
}
