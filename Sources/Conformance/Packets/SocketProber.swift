import Addressing
import Glibc
import Linux

/// Makes many probes at once, each from its own network namespace, and waits for them in one epoll instance.
final class SocketProber {
    /// The network namespaces of the pods, by the pods' addresses.
    private let namespaces: [IPAddress: NetworkNamespace]
    /// The source port of the next probe from an address.
    private var ports: [IPAddress: UInt16] = [:]
    private let epoll: Epoll

    /// Few enough for a limit of 4096 descriptors, with the other ends and the listening sockets; many enough that the
    /// silent ones of a truth table wait together.
    private static let batchSize = 1000
    /// Never chosen by the kernel itself, and never listened on.
    private static let sourcePorts: ClosedRange<UInt16> = 10_000...30_000

    init(namespaces: [IPAddress: NetworkNamespace]) throws(SystemError) {
        self.namespaces = namespaces
        epoll = try Epoll(capacity: SocketProber.batchSize)
    }

    /// A verdict, and when the node gave it.
    struct TimedVerdict {
        var verdict: PacketVerdict
        var instant: ContinuousClock.Instant
    }

    /// The verdicts on `probes`, in their order; a probe that has no answer after `timeout` is silent.
    ///
    /// Probes of one call overlap, so one of them may meet what another left in conntrack only if they are equal.
    func verdicts(on probes: [PacketProbe], timeout: Duration) throws(SystemError) -> [TimedVerdict] {
        var verdicts: [TimedVerdict] = []
        verdicts.reserveCapacity(probes.count)
        for start in stride(from: 0, to: probes.count, by: SocketProber.batchSize) {
            let end = min(start + SocketProber.batchSize, probes.count)
            verdicts += try batch(Array(probes[start..<end]), timeout: timeout)
        }
        return verdicts
    }

    private func batch(_ probes: [PacketProbe], timeout: Duration) throws(SystemError) -> [TimedVerdict] {
        var sockets: [ProbeSocket?] = Array(repeating: nil, count: probes.count)
        defer { for index in sockets.indices { sockets[index]?.close(watchedBy: epoll) } }
        for (source, indices) in grouped(probes) { try open(probes, indices, from: source, into: &sockets) }
        watch(&sockets, timeout: timeout)
        return sockets.map { socket in
            TimedVerdict(verdict: socket?.verdict ?? .silent, instant: socket?.instant ?? ContinuousClock.now)
        }
    }

    /// The places of the probes by source, sources in the order of their first probe.
    private func grouped(_ probes: [PacketProbe]) -> [(PacketProbe.Source, [Int])] {
        var groups: [PacketProbe.Source: [Int]] = [:]
        var order: [PacketProbe.Source] = []
        for (index, probe) in probes.enumerated() {
            if groups[probe.source] == nil { order.append(probe.source) }
            groups[probe.source, default: []].append(index)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private func open(
        _ probes: [PacketProbe],
        _ indices: [Int],
        from source: PacketProbe.Source,
        into sockets: inout [ProbeSocket?]
    ) throws(SystemError) {
        var port = ports[source.address] ?? SocketProber.sourcePorts.lowerBound
        defer { ports[source.address] = port }
        func start() throws(SystemError) {
            for index in indices {
                sockets[index] = try ProbeSocket(probes[index], from: port)
                port = port == SocketProber.sourcePorts.upperBound ? SocketProber.sourcePorts.lowerBound : port + 1
            }
        }
        switch source {
        case .outside: try start()
        case .pod(let address):
            guard let namespace = namespaces[address] else {
                throw SystemError(
                    errno: ENXIO,
                    operation: "find a pod of the twin with the address",
                    subject: "\(address)"
                )
            }
            try namespace.run(start)
        }
    }

    /// Waits until each has a verdict or the time is up; closes what has one.
    private func watch(_ sockets: inout [ProbeSocket?], timeout: Duration) {
        var pending = 0
        for (index, socket) in sockets.enumerated() {
            guard let socket, socket.verdict == nil else { continue }
            if epoll.add(socket.descriptor, .readable, token: UInt64(index)) >= 0 { pending += 1 }
        }
        let deadline = ContinuousClock.now + timeout
        while pending > 0 {
            let rest = deadline - ContinuousClock.now
            guard rest > .zero else { return }
            for event in 0..<epoll.wait(nanoseconds: UInt64(max(rest / .nanoseconds(1), 1))) {
                let index = Int(epoll.token(event))
                guard sockets[index]?.read() == true else { continue }
                // What is decided would be reported again and again.
                sockets[index]?.close(watchedBy: epoll)
                pending -= 1
            }
        }
    }
}
