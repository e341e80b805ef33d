import Linux

/// Whether this host has room for a load, and whether it had: pure, from readings before and after.
///
/// The readings are of a network namespace, whose other users count as well.
package struct Headroom: Sendable {
    /// How long the kernel keeps a TIME_WAIT socket: a constant of Linux (`TCP_TIMEWAIT_LEN`), in seconds.
    static let timeWait = 60.0
    /// What connection tracking keeps of a connection that is over if the kernel does not say: its default, in seconds.
    static let conntrackTimeWait = 120

    package var plan: LoadPlan
    package var before: HeadroomReading

    package init(_ plan: LoadPlan, before: HeadroomReading) {
        self.plan = plan
        self.before = before
    }

    /// What the plan asks for and the host does not have.
    package var warnings: [HeadroomWarning] {
        [ports, descriptors, conntrack, timestamps, acceptQueue].compactMap { $0 }
    }

    /// What the load used; `after` was read when it had ended.
    package func use(after: HeadroomReading) -> HeadroomUse {
        var use = HeadroomUse()
        use.ports = availablePorts
        use.timeWaitsBefore = before.timeWaits
        use.timeWaitsAfter = after.timeWaits
        if let later = after.network, let earlier = before.network {
            let growth = later.delta(since: earlier)
            use.synRetransmits = growth.synRetransmits
            use.listenDrops = growth.listenDrops
            use.listenOverflows = growth.listenOverflows
            use.pawsDrops = growth.pawsDrops
            use.timeWaitOverflows = growth.timeWaitOverflows
        }
        if let later = after.conntrack, let earlier = before.conntrack {
            use.conntrackLosses = later.delta(since: earlier).losses
            use.conntrackFree = later.headroom
        }
        return use
    }

    /// What the load ran into.
    package func warnings(of use: HeadroomUse, result: LoadResult) -> [HeadroomWarning] {
        counters(use) + [timeWaits(use, result)].compactMap { $0 }
    }

    private func timeWaits(_ use: HeadroomUse, _ result: LoadResult) -> HeadroomWarning? {
        guard !reusesPorts, let ports = use.ports, result.clientClosedFirst > ports / 2 else { return nil }
        return HeadroomWarning(
            .timeWaits,
            "the client closed \(result.clientClosedFirst) connections before the server did, and TIME_WAIT keeps each "
                + "one's port for \(Int(Headroom.timeWait)) s (\(ports) ports in all); let the server close, use -k, or "
                + "add --source addresses"
        )
    }

    private func counters(_ use: HeadroomUse) -> [HeadroomWarning] {
        var warnings: [HeadroomWarning] = []
        func warn(_ kind: HeadroomWarning.Kind, _ count: UInt64?, _ sentence: (UInt64) -> String) {
            if let count, count > 0 { warnings.append(HeadroomWarning(kind, sentence(count))) }
        }
        warn(.synRetransmits, use.synRetransmits) {
            "\($0) SYNs were sent again in this network namespace, and each cost its request a second or more; see the "
                + "longest connect times, and look for drops on the way"
        }
        warn(.listenDrops, use.listenDrops) {
            "listeners in this network namespace dropped \($0) connections, \(use.listenOverflows ?? 0) of them for a full "
                + "queue; raise the server's backlog and net.core.somaxconn"
        }
        warn(.oldTimestamps, use.pawsDrops) {
            "\($0) segments were dropped for an old timestamp (PAWS) in this network namespace; use one source address, or "
                + "set net.ipv4.tcp_timestamps=2"
        }
        warn(.conntrack, use.conntrackLosses) {
            "connection tracking lost \($0) packets or entries in this network namespace; raise "
                + "net.netfilter.nf_conntrack_max"
        }
        warn(.timeWaits, use.timeWaitOverflows) {
            "\($0) sockets in this network namespace were refused their TIME_WAIT, as there were too many; raise "
                + "net.ipv4.tcp_max_tw_buckets"
        }
        return warnings
    }
}
