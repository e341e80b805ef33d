import Addressing
import Dispatch
import Linux

/// Loads a server over HTTP and says what it did.
///
/// A worker is a block on its own serial queue; inside it runs a private epoll loop that owns its connections, so that
/// workers share nothing until they have ended. They run in the network namespace of the process, or visit the plan's.
package enum LoadGenerator {
    /// Runs the plan and returns when every connection is closed.
    ///
    /// Blocks the calling thread for at most the plan's connect timeout (keep-alive only), duration and drain; over libcurl
    /// connections are opened 32 at a time, each by a request with a response timeout of its own. `stop` ends the window
    /// early, and the drain at once. Throws for a plan that makes no sense, a CPU that cannot be pinned to, a source
    /// address that is not local, too few descriptors; never for requests that fail.
    /// Cost: about 900 KiB and a thread a worker, 136 bytes and a socket a connection; nothing a request. Over libcurl see
    /// `CurlMulti`.
    package static func run(_ plan: LoadPlan, stop: StopFlag? = nil) throws(LoadError) -> LoadResult {
        try plan.validate()
        return try result(of: load(plan, in: nil, stop), 0, plan)
    }

    /// Runs the plan in turns, and says what each part did; the plan's own duration and namespace count for nothing.
    ///
    /// As above; a part that nothing was left of, since the machine stood still in all of its turns, has no time.
    package static func run(_ plan: LoadPlan, in turns: LoadTurns) throws(LoadError) -> [LoadResult] {
        var plan = plan
        plan.duration = turns.duration
        try plan.validate(turns)
        plan.namespace = turns.places[0]
        let loaded = try load(plan, in: turns, nil)
        guard loaded.reports.allSatisfy({ $0.count == turns.parts.count }) else {
            throw LoadError("could not load in turns: a thread could not move from one network namespace to another")
        }
        return turns.parts.indices.map { result(of: loaded, $0, plan) }
    }

    /// What the workers reported, each of all parts, and the time of day when the load began.
    private typealias Loaded = (reports: [[WorkerReport]], wallClock: UInt64)

    private static func result(of loaded: Loaded, _ part: Int, _ plan: LoadPlan) -> LoadResult {
        var result = WorkerReport.result(of: loaded.reports.map { $0[part] })
        result.wallClockStart = loaded.wallClock + plan.warmUp.nanoseconds
        return result
    }

    private static func load(
        _ plan: LoadPlan,
        in turns: LoadTurns?,
        _ stop: StopFlag?
    ) throws(LoadError) -> Loaded {
        try reserveDescriptors(for: plan, places: turns?.places.count ?? 1)
        for namespace in turns?.places ?? [plan.namespace].compactMap(\.self) {
            try namespace.run { () throws(LoadError) in try check(plan.sources) }
        }
        if turns == nil, plan.namespace == nil { try check(plan.sources) }

        let setup = plan.curlSetup
        let shares = WorkerShare.all(of: plan, in: turns)
        let outcomes = shares.map { _ in WorkerOutcome() }
        let gate = WorkerGate(workers: shares.count)
        let ended = DispatchGroup()
        for (number, (share, outcome)) in zip(shares, outcomes).enumerated() {
            DispatchQueue(label: "npbench.load.\(number)").async(group: ended) {
                if let setup {
                    outcome.set(CurlWorker.report(of: share, setup, gate: gate, stop: stop))
                } else {
                    outcome.set(LoadWorker.report(of: share, gate: gate, stop: stop))
                }
            }
        }
        let wallClock = gate.open { (MonotonicClock.now(), WallClock.now()) }
        ended.wait()

        var reports: [[WorkerReport]] = []
        for outcome in outcomes { try reports.append(outcome.get()) }
        return (reports, wallClock)
    }

    /// The descriptors that a plan needs: one a connection, and those of the process.
    static func descriptors(for plan: LoadPlan) -> Int {
        plan.concurrency + 256
    }

    /// Makes room for a descriptor a connection, beside those that the process has open.
    private static func reserveDescriptors(for plan: LoadPlan, places: Int) throws(LoadError) {
        let needed = descriptors(for: plan) + (places - 1) * plan.concurrency
        do {
            let limit = try DescriptorLimit.raise(to: needed)
            guard limit < needed else { return }
            throw LoadError(
                "could not open \(plan.concurrency) connections: the hard limit allows \(limit) descriptors; "
                    + "lower the concurrency or raise the limit (ulimit -Hn)"
            )
        } catch let error as SystemError {
            throw LoadError("\(error); lower the concurrency")
        } catch let error as LoadError {
            throw error
        } catch {
            throw LoadError("could not reserve descriptors: \(error)")
        }
    }

    /// Binds each source once, so that an address that is not ours is an error and not a failure of each request.
    private static func check(_ sources: [IPv4Address]) throws(LoadError) {
        for source in sources { try check(source) }
    }

    private static func check(_ source: IPv4Address) throws(LoadError) {
        let raw = TCPSocket.open()
        guard raw >= 0 else { return }
        let socket = FileDescriptor(owning: raw)
        let result = TCPSocket.bindSource(socket.rawValue, address: source.value)
        guard result < 0 else { return }
        let error = SystemError(errno: -result, operation: "bind the source address", subject: "\(source)")
        throw LoadError("\(error); give an address of this host")
    }
}
