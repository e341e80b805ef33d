import Linux
import Load
import Results

/// Two twins of one node at one scale, which stand side by side in two treatments and are loaded in turns.
///
/// Nothing is switched between turns: the rules of both treatments are in the kernel all the time, each in a node of its own. What
/// one twin has that the other has not (where its memory lies) is in the outer samples of a quad or in the inner ones; `off` is
/// the outer treatment in as many quads as it is the inner one.
struct TwinPair {
    /// The twin of each sample of a quad.
    private static let places = [0, 1, 1, 0]

    /// In which loads that do not take turns are measured, too.
    let first: TwinWorld
    let second: TwinWorld

    private var worlds: [TwinWorld] { [first, second] }

    /// Programs both treatments of a quad, proves them, loads all its samples in turns, and proves the treatments again.
    func measure(_ request: QuadRequest) throws(TestbedError) -> [Measurement] {
        var openings: [ArmOpening] = []
        for (world, treatment) in zip(worlds, request.treatments) {
            try world.program(treatment, round: request.round)
            // Of the four samples each twin has two.
            openings.append(try world.open(treatment, forLoad: 2 * request.seconds))
        }
        var settled: [LoadResult] = []
        for (place, world) in worlds.enumerated() { settled.append(try world.settle(request.sample(place))) }
        let lengths = TurnLengths(
            concurrency: request.concurrency,
            rate: settled.map(\.rate).min() ?? 0,
            seconds: request.seconds
        )
        var before: [KernelWatch] = []
        for world in worlds { before.append(try KernelWatch(world)) }
        let results = try load(request, lengths)
        var after: [KernelWatch] = []
        for world in worlds { after.append(try KernelWatch(world)) }

        var measurements: [Measurement?] = results.map { _ in nil }
        for (place, world) in worlds.enumerated() {
            let own = TwinPair.places.indices.filter { TwinPair.places[$0] == place }
            let connections = own.reduce(settled[place].connectionsInitiated) { $0 + results[$1].connectionsInitiated }
            let evidence = try world.close(openings[place], connections: connections)
            let sent = Double(max(1, own.reduce(0) { $0 + results[$1].requestsSent }))
            for part in own {
                // Of what the twin did in all of its turns: for the requests that are counted, and for all of the sample's.
                let counted = Double(results[part].completed) / sent
                let begun = Double(results[part].requestsSent) / sent
                let deltas = after[place].deltas(since: before[place])
                var measurement = Measurement(
                    results[part],
                    cpu: after[place].cpu(
                        since: before[place],
                        client: results[part].userTime + results[part].systemTime
                    )
                    .share(counted),
                    proof: evidence.proof,
                    kernel: deltas.share(begun, turns: results.count)
                )
                measurement.turns = lengths.record
                measurement.offsetSeconds = Double(part) * (lengths.settling + lengths.measured)
                measurement.rulesPerConnection = evidence.rulesPerConnection
                // Losses void the quad, whichever share of them a sample has.
                var judged = measurement
                judged.kernel = deltas
                measurement.void = evidence.voidCause(of: judged)
                measurements[part] = measurement
            }
        }
        return measurements.compactMap(\.self)
    }

    private func load(_ request: QuadRequest, _ lengths: TurnLengths) throws(TestbedError) -> [LoadResult] {
        let turns = LoadTurns(
            places: worlds.map(\.client),
            parts: TwinPair.places,
            cycles: lengths.cycles,
            settling: .seconds(lengths.settling),
            measured: .seconds(lengths.measured)
        )
        do throws(LoadError) {
            return try LoadGenerator.run(first.plan(of: request.sample(0), for: turns.duration), in: turns)
        } catch {
            throw TestbedError(error)
        }
    }
}

extension SampleRecord.CPUTime {
    /// A sample's share of what its twin's pods and all CPUs spent while samples took turns; its generator's time is its own.
    fileprivate func share(_ share: Double) -> SampleRecord.CPUTime {
        var part = self
        part.server *= share
        part.softirq *= share
        return part
    }
}

extension SampleRecord.KernelDeltas {
    /// A sample's share of what its twin counted while samples took turns, of which there were so many at once.
    fileprivate func share(_ share: Double, turns: Int) -> SampleRecord.KernelDeltas {
        func part(_ count: UInt64) -> UInt64 { UInt64((Double(count) * share).rounded()) }
        var deltas = self
        deltas.conntrackEntries = Int((Double(conntrackEntries) * share).rounded())
        deltas.retransmittedSegments = part(retransmittedSegments)
        deltas.cpuPressureMicroseconds = cpuPressureMicroseconds.map { $0 / UInt64(max(1, turns)) }
        deltas.sentSegments = sentSegments.map(part)
        deltas.receivedSegments = receivedSegments.map(part)
        return deltas
    }
}
