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
        do throws(TwinError) { try twin.checkAlive() } catch { throw TestbedError(error) }
        try requireConntrackRoom(for: request)
        let meant = try program(of: request.treatment)
        let countsAtStart = try counts(of: meant, knownTranslated: takeLastTranslated())
        let takenAtStart = try connectionsTaken()
        let allowedProbe = try probe(from: sources.allowed)
        let forbiddenProbe = try probe(from: sources.forbidden)
        let syncs = try beginSyncs(of: request.treatment, meant)
        let settled = try load(request, for: TwinWorld.settling)
        let before = try KernelWatch(self)
        let syncsBefore = syncs?.use
        let result = try load(request, for: .seconds(request.seconds))
        let syncUse = syncs.flatMap { syncs in syncsBefore.map { syncs.use - $0 } }
        let after = try KernelWatch(self)
        let syncFailure = try syncs.flatMap { (syncs) throws(TestbedError) in try endSyncs(syncs) }
        if syncs != nil, meant.usesNftables { try verify(meant) }
        let countsAtEnd = try counts(of: meant)
        let taken = try connectionsTaken() - takenAtStart
        keepLastTranslated(countsAtEnd.translated, of: meant)

        let connections = UInt64(settled.connectionsInitiated + result.connectionsInitiated)
        let isCountedByPods = meant.translationRules.isEmpty
        let census = Census(
            isJudged: !meant.acceptRules.isEmpty,
            connections: connections,
            accepted: countsAtEnd.accepted &- countsAtStart.accepted,
            translated: isCountedByPods ? taken : countsAtEnd.translated &- countsAtStart.translated,
            countedAsleep: countsAtEnd.asleep &- countsAtStart.asleep,
            isCountedByPods: isCountedByPods
        )
        var measurement = Measurement(
            result,
            cpu: after.cpu(since: before, client: result.userTime + result.systemTime),
            proof: SampleRecord.Proof(
                rulesHash: countsAtEnd.rules.hash,
                filterRules: countsAtEnd.rules.ruleCount,
                accepted: census.counted,
                expected: census.expected,
                forbiddenProbe: forbiddenProbe.rawValue
            ),
            kernel: after.deltas(since: before)
        )
        measurement.openLoop = request.open.flatMap { SampleRecord.OpenLoop(result, at: $0) }
        if let syncUse {
            measurement.cpu.sync = syncUse.cpuSeconds * 1e6
            measurement.sync = syncUse.tally
        }
        // A base chain of nftables does not count what falls through it, so there the walk is not known; nor where a sync sets
        // counters back and adds rules for a time.
        if meant.nftables.isEmpty, syncUse == nil {
            let walk = meant.filter.counting(from: countsAtStart.rules.filter, to: countsAtEnd.rules.filter)
            measurement.rulesPerConnection = RuleWalk.testedRules(in: walk) / Double(connections + Census.probes)
        }
        let proof = ArmProof(
            arm: request.treatment.arm,
            rulesHash: expectedHash(of: request.treatment),
            denial: meant.denial
        )
        let causes = [
            syncFailure.map { VoidCause(.fault, $0) }, proof.voidCause(of: measurement, allowedProbe: allowedProbe),
            census.voidCause,
        ]
        .compactMap(\.self)
        measurement.void = causes.first { $0.kind == .fault } ?? causes.first
        return measurement
    }

    private func load(_ request: SampleRequest, for duration: Duration) throws(TestbedError) -> LoadResult {
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
        do throws(LoadError) {
            return try LoadGenerator.run(plan)
        } catch {
            throw TestbedError(error)
        }
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
    private func requireConntrackRoom(for request: SampleRequest) throws(TestbedError) {
        guard let conntrack = node.run({ ConntrackCounters(reading: ProcFilesystem()) }) else { return }
        let needed = Int(TwinWorld.connectionsPerSecond * (request.seconds + 0.1))
        guard conntrack.headroom < needed else { return }
        throw TestbedError(
            .unproven,
            "conntrack is full: \(conntrack.entries) of \(conntrack.limit) entries are taken and a sample needs "
                + "\(needed); raise net.netfilter.nf_conntrack_max on the host"
        )
    }
}
