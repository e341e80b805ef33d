import Addressing
import Linux

/// What a plan needs, as far as it can be known before.
extension Headroom {
    /// Local ports towards the plan's one destination: the range once for each source.
    var availablePorts: Int? {
        before.ports.map { $0.count * max(1, plan.sources.count) }
    }

    /// Whether a new connection takes the port of one that has been in TIME_WAIT for a second.
    var reusesPorts: Bool {
        before.timeWaitReuse == 1 || before.timeWaitReuse == 2 && plan.address.isLoopback
    }

    /// New connections a second, where the plan says: an open loop that does not keep its connections.
    private var connectionRate: Double? {
        guard case .open(let rate, _) = plan.pacing, plan.connections != .keepAlive else { return nil }
        return rate / Double(plan.connections.requestsPerConnection)
    }

    /// The most connections that `seconds` of the plan can open, where the plan says.
    private func connections(within seconds: Double) -> Int? {
        guard plan.connections != .keepAlive else { return plan.concurrency }
        let length = (plan.warmUp + plan.duration) / .seconds(1)
        let paced = connectionRate.map { Int(($0 * min(seconds, length)).rounded(.up)) }
        let bounded = plan.maximumRequests.map { requests in
            let each = plan.connections.requestsPerConnection
            return requests / each + (requests % each > 0 ? 1 : 0)
        }
        return [paced, bounded].compactMap { $0 }.min()
    }

    var ports: HeadroomWarning? {
        guard let available = availablePorts else { return nil }
        let range = "the local port range has \(available) for this destination"
        let remedy = "widen net.ipv4.ip_local_port_range or add --source addresses"
        if plan.concurrency > available {
            return HeadroomWarning(
                .ports,
                "a concurrency of \(plan.concurrency) needs as many ports, and \(range); \(remedy)"
            )
        }
        // Without a rate nobody knows how many; a server that closes first, as it is asked to, keeps the TIME_WAITs.
        guard !reusesPorts, let rate = connectionRate, let needed = connections(within: Headroom.timeWait),
            needed > available
        else {
            return nil
        }
        return HeadroomWarning(
            .ports,
            "\(Int(rate.rounded())) new connections a second need \(needed) ports if the client closes first (TIME_WAIT), "
                + "and \(range); \(remedy), or use -k"
        )
    }

    var descriptors: HeadroomWarning? {
        let needed = LoadGenerator.descriptors(for: plan)
        guard let hard = before.descriptors?.hard, UInt64(needed) > hard else { return nil }
        return HeadroomWarning(
            .descriptors,
            "a concurrency of \(plan.concurrency) needs \(needed) descriptors, and the hard limit is \(hard); raise it "
                + "(ulimit -Hn) or lower the concurrency"
        )
    }

    var conntrack: HeadroomWarning? {
        guard let table = before.conntrack else { return nil }
        let seconds = before.conntrackTimeWait ?? Headroom.conntrackTimeWait
        let needed = max(plan.concurrency, connections(within: Double(seconds)) ?? 0)
        guard needed > table.headroom else { return nil }
        return HeadroomWarning(
            .conntrack,
            "the load can need \(needed) connection tracking entries (each stays \(seconds) s after its connection), and "
                + "\(table.headroom) of \(table.limit) are free; raise net.netfilter.nf_conntrack_max"
        )
    }

    var timestamps: HeadroomWarning? {
        guard Set(plan.sources).count > 1, before.timestamps == 1 else { return nil }
        return HeadroomWarning(
            .timestamps,
            "a masquerade on the way makes the \(Set(plan.sources).count) sources one address with timestamps of different "
                + "clocks, and the server then drops SYNs as old (PAWS); set net.ipv4.tcp_timestamps=2 here"
        )
    }

    var acceptQueue: HeadroomWarning? {
        guard let queue = before.acceptQueue, plan.address.isLoopback, plan.concurrency > queue else { return nil }
        return HeadroomWarning(
            .acceptQueue,
            "\(plan.concurrency) connections at once can overflow a listener's queue of \(queue) on this host; raise "
                + "net.core.somaxconn and the server's backlog"
        )
    }
}

extension IPv4Address {
    /// Whether the address is this host's, by its very form (127.0.0.0/8).
    fileprivate var isLoopback: Bool { value >> 24 == 127 }
}
