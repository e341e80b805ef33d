import Addressing
import Cluster
import Curl
import Firewall
import Linux
import Load
import Policy
import Results
import Rules
import Twin

extension TwinWorld {
    /// How long a forbidden connection may stay unanswered before it counts as silent.
    private static let probeTimeout = Duration.milliseconds(200)
    /// Load before the window, so that the switch of rules is in no number.
    private static let settling = Duration.milliseconds(30)
    /// More connections than any machine here opens in a second: what conntrack must have room for.
    private static let connectionsPerSecond = 40_000.0

    /// Takes one sample: proves the treatment, loads, and proves it again.
    ///
    /// All treatments are read in the same way, so that what reading costs is in all.
    func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement {
        let opening = try open(request.treatment, forLoad: request.seconds)
        let meant = opening.meant
        let syncs = try beginSyncs(of: request.treatment, meant)
        let settled = try load(request, for: TwinWorld.settling)
        let before = try KernelWatch(self)
        let syncsBefore = syncs?.use
        let result = try load(request, for: .seconds(request.seconds))
        let syncUse = syncs.flatMap { syncs in syncsBefore.map { syncs.use - $0 } }
        let after = try KernelWatch(self)
        let syncFailure = try syncs.flatMap { (syncs) throws(TestbedError) in try endSyncs(syncs) }
        if syncs != nil, meant.usesNftables { try verify(meant) }
        let connections = settled.connectionsInitiated + result.connectionsInitiated
        // A sync sets counters back and adds rules for a time, so that the walk is not known.
        let evidence = try close(opening, connections: connections, knowsWalk: syncUse == nil)

        var measurement = Measurement(
            result,
            cpu: after.cpu(since: before, client: result.userTime + result.systemTime),
            proof: evidence.proof,
            kernel: after.deltas(since: before)
        )
        measurement.openLoop = request.open.flatMap { SampleRecord.OpenLoop(result, at: $0) }
        if let syncUse {
            measurement.cpu.sync = syncUse.cpuSeconds * 1e6
            measurement.sync = syncUse.tally
        }
        measurement.rulesPerConnection = evidence.rulesPerConnection
        measurement.void = evidence.voidCause(of: measurement, syncFailure: syncFailure)
        return measurement
    }

    /// A short load before the one that counts, so that the switch of rules is in no number.
    func settle(_ request: SampleRequest) throws(TestbedError) -> LoadResult {
        try load(request, for: TwinWorld.settling)
    }

    /// Reads what proves the treatment before its load, which will last so many seconds.
    func open(_ treatment: Treatment, forLoad seconds: Double) throws(TestbedError) -> ArmOpening {
        do throws(TwinError) { try twin.checkAlive() } catch { throw TestbedError(error) }
        try requireConntrackRoom(seconds)
        let meant = try program(of: treatment)
        return ArmOpening(
            treatment: treatment,
            meant: meant,
            counts: try counts(of: meant, knownTranslated: takeLastTranslated()),
            taken: try connectionsTaken(),
            allowedProbe: try probe(from: sources.allowed),
            forbiddenProbe: try probe(from: sources.forbidden)
        )
    }

    /// Reads the same after the load, in which so many connections were initiated.
    ///
    /// - Parameter knowsWalk: whether the rules were the same all the time.
    func close(
        _ opening: ArmOpening,
        connections: Int,
        knowsWalk: Bool = true
    ) throws(TestbedError) -> ArmEvidence {
        let meant = opening.meant
        let counts = try counts(of: meant)
        let taken = try connectionsTaken() - opening.taken
        keepLastTranslated(counts.translated, of: meant)
        let connections = UInt64(connections)
        let isCountedByPods = meant.translationRules.isEmpty
        let census = Census(
            isJudged: !meant.acceptRules.isEmpty,
            connections: connections,
            accepted: counts.accepted &- opening.counts.accepted,
            translated: isCountedByPods ? taken : counts.translated &- opening.counts.translated,
            countedAsleep: counts.asleep &- opening.counts.asleep,
            isCountedByPods: isCountedByPods
        )
        var rulesPerConnection: Double?
        // A base chain of nftables does not count what falls through it, so there the walk is not known.
        if meant.nftables.isEmpty, knowsWalk {
            let walk = meant.filter.counting(from: opening.counts.rules.filter, to: counts.rules.filter)
            rulesPerConnection = RuleWalk.testedRules(in: walk) / Double(connections + Census.probes)
        }
        return ArmEvidence(
            census: census,
            proof: SampleRecord.Proof(
                rulesHash: counts.rules.hash,
                filterRules: counts.rules.ruleCount,
                accepted: census.counted,
                expected: census.expected,
                forbiddenProbe: opening.forbiddenProbe.rawValue
            ),
            required: ArmProof(
                arm: opening.treatment.arm,
                rulesHash: expectedHash(of: opening.treatment),
                denial: meant.denial
            ),
            allowedProbe: opening.allowedProbe,
            rulesPerConnection: rulesPerConnection
        )
    }

    private func load(_ request: SampleRequest, for duration: Duration) throws(TestbedError) -> LoadResult {
        do throws(LoadError) {
            return try LoadGenerator.run(plan(of: request, for: duration))
        } catch {
            throw TestbedError(error)
        }
    }

    /// The load of a request on this twin.
    func plan(of request: SampleRequest, for duration: Duration) -> LoadPlan {
        var plan = LoadPlan(
            address: target.clusterIP,
            port: target.port.number,
            host: hostName,
            connections: request.connections == .keepAlive ? .keepAlive : .perRequest,
            concurrency: request.concurrency,
            workers: setup.cpus.workers,
            cpus: setup.cpus.client,
            duration: duration,
            sources: [sources.allowed]
        )
        plan.namespace = client
        if let open = request.open { plan.pacing = open.pacing }
        return plan
    }

    /// One connection to the target from `source`.
    ///
    /// - Throws: `unproven` for an outcome that says nothing about rules.
    private func probe(from source: IPv4Address) throws(TestbedError) -> ProbeOutcome {
        let probe = HTTPProbe(
            address: target.clusterIP.description,
            port: target.port.number,
            host: hostName,
            source: source.description,
            timeout: TwinWorld.probeTimeout
        )
        switch client.run({ probe.run() }) {
        case .served(200): return .served
        case .refused: return .refused
        case .silent: return .silent
        case .served(let status):
            throw TestbedError(.unproven, "the probe from \(source) got status \(status), not 200")
        case .failed(let cause):
            throw TestbedError(.unproven, "the probe from \(source) failed: \(cause)")
        }
    }

    /// The name that clients in a cluster call the target by.
    private var hostName: String {
        "\(target.service.name).\(target.service.namespace).svc.cluster.local"
    }

    /// The connections that the target's pods have taken since they came up (`PassiveOpens`).
    private func connectionsTaken() throws(TestbedError) -> UInt64 {
        var taken: UInt64 = 0
        for pod in servers {
            guard let counters = pod.run({ NetworkCounters(reading: ProcFilesystem()) }) else {
                throw KernelWatch.unreadable
            }
            taken += counters.passiveOpens
        }
        return taken
    }

    /// - Throws: `unproven` when the connections of one sample may not fit into the node's table.
    private func requireConntrackRoom(_ seconds: Double) throws(TestbedError) {
        guard let conntrack = node.run({ ConntrackCounters(reading: ProcFilesystem()) }) else { return }
        let needed = Int(TwinWorld.connectionsPerSecond * (seconds + 0.1))
        guard conntrack.headroom < needed else { return }
        throw TestbedError(
            .unproven,
            "conntrack is full: \(conntrack.entries) of \(conntrack.limit) entries are taken and a sample needs "
                + "\(needed); raise net.netfilter.nf_conntrack_max on the host"
        )
    }
}
