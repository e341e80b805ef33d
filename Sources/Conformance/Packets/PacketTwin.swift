import Addressing
import Firewall
import Linux
package import Rules
import Twin

/// A twin with sockets in every pod, whose rules and Services can be replaced at any time.
///
/// Lives inside an `Enclosure`, one at a time, as `NodeTwin` does. All calls come from one thread.
package final class PacketTwin {
    package let plan: PacketTwinPlan
    private let twin: NodeTwin
    private let node: NetworkNamespace
    private let listening: ListeningSockets
    private let prober: SocketProber
    /// What the node's kernel holds.
    private var present = NodeRules()
    private var isUp = true

    /// Builds the twin and opens its sockets; leaves nothing behind if that fails.
    package init(_ plan: PacketTwinPlan) throws(ConformanceError) {
        self.plan = plan
        let twin: NodeTwin
        do throws(TwinError) { twin = try NodeTwin(plan.twin) } catch { throw ConformanceError(error) }
        do {
            var namespaces: [IPAddress: NetworkNamespace] = [:]
            let listening = try ListeningSockets()
            for place in plan.places {
                let namespace = try twin.namespace(
                    of: .pod(namespace: place.name.namespace, name: place.name.name)
                )
                for address in plan.addresses(of: place) {
                    try namespace.run { () throws(SystemError) in try listening.open(address, ports: plan.ports) }
                    namespaces[address] = namespace
                }
            }
            for family in plan.families {
                for address in plan.outside(family) { try listening.open(address, ports: plan.ports) }
            }
            node = try twin.namespace(of: .node)
            try node.run { () throws(SystemError) in try PacketTwin.forgetSoon() }
            listening.start()
            self.listening = listening
            prober = try SocketProber(namespaces: namespaces)
            self.twin = twin
        } catch {
            twin.tearDown()
            throw PacketTwin.failure(error)
        }
    }

    deinit {
        tearDown()
    }

    /// Ends the sockets and the twin; does nothing the second time.
    package func tearDown() {
        guard isUp else { return }
        isUp = false
        listening.stop()
        twin.tearDown()
    }

    /// Makes the node's kernel hold `ruleset` of IPv4 alone.
    package func program(_ ruleset: Ruleset) throws(ConformanceError) {
        try program(NodeRules(ipv4: ruleset))
    }

    /// Makes the node's kernel hold `rules`.
    package func program(_ rules: NodeRules) throws(ConformanceError) {
        let outcome = try begin(rules)
        try finish(outcome)
    }

    /// Starts to make the kernel hold `rules` and returns at once; `finish` waits for it.
    package func begin(_ rules: NodeRules) throws(ConformanceError) -> FirewallOutcome {
        let update = FirewallUpdate(from: present, to: rules)
        let outcome = FirewallOutcome()
        present = rules
        node.begin {
            do throws(FirewallError) {
                try update.perform()
                outcome.store(nil)
            } catch {
                outcome.store(error)
            }
        }
        return outcome
    }

    /// Waits for what `begin` started; throws what the kernel said against it.
    package func finish(_ outcome: FirewallOutcome) throws(ConformanceError) {
        node.finish()
        if let error = outcome.error { throw ConformanceError(error) }
    }

    /// The verdicts on `probes`, in their order, made at once.
    package func verdicts(
        on probes: [PacketProbe],
        timeout: Duration = .milliseconds(200)
    ) throws(ConformanceError) -> [PacketVerdict] {
        try timedVerdicts(on: probes, timeout: timeout).map(\.verdict)
    }

    /// The verdicts on `probes` and when the node gave each.
    func timedVerdicts(
        on probes: [PacketProbe],
        timeout: Duration
    ) throws(ConformanceError) -> [SocketProber.TimedVerdict] {
        do throws(SystemError) {
            return try prober.verdicts(on: probes, timeout: timeout)
        } catch {
            throw ConformanceError(error)
        }
    }

    /// Lets conntrack forget answered datagrams within two seconds, so that no later probe passes as their reply.
    private static func forgetSoon() throws(SystemError) {
        for name in ["nf_conntrack_udp_timeout", "nf_conntrack_udp_timeout_stream"] {
            let path = "/proc/sys/net/netfilter/\(name)"
            guard ProcFilesystem().text(path) != nil else { continue }
            try TextFile.write("2", to: path)
        }
    }

    private static func failure(_ error: any Error) -> ConformanceError {
        switch error {
        case let error as TwinError: ConformanceError(error)
        case let error as SystemError: ConformanceError(error)
        default: ConformanceError(.failed, "could not open the sockets of the twin: \(error); start again")
        }
    }
}
