import Addressing
import Linux

/// One worker's part of a plan, in the units of its loop.
struct WorkerShare: Sendable {
    var address: UInt32
    var port: UInt16
    /// Local addresses to bind in turn; empty lets the kernel choose.
    var sources: [UInt32]
    /// Where the connections are made; nil for where the thread is.
    var namespace: NetworkNamespace?
    /// nil for a load of one part.
    var turns: LoadTurns?
    /// The request as it goes over the wire: on a connection that will carry another, and on one that will not.
    var keepingRequest: [UInt8]
    var closingRequest: [UInt8]
    var expectsBody: Bool
    /// `Int.max` for a connection that is kept.
    var requestsPerConnection: Int
    var statuses: ClosedRange<UInt16>
    var length: UInt64?
    /// Requests under way at once.
    var slots: Int
    /// Connections that may wait for the server's close beside them.
    var lingering: Int
    /// The most requests to begin in the window; `Int.max` for no bound.
    var requests: Int
    /// nil in a closed loop.
    var pacer: Pacer?
    /// Records to make room for.
    var records: Int
    /// The CPU to run on; nil for any.
    var cpu: Int?
    var progress: LoadProgress?
    /// Nanoseconds, as all that follow.
    var warmUp: UInt64
    var duration: UInt64
    var connectTimeout: UInt64
    var responseTimeout: UInt64
    var drain: UInt64

    /// Whether connections are opened before the window.
    var opensAhead: Bool { requestsPerConnection == Int.max }

    /// Slots for all connections: those of the requests under way, and those that lack only the server's close.
    var allSlots: Int { slots * keptPlaces + lingering }

    /// In how many places each slot has a connection that is kept.
    var keptPlaces: Int { opensAhead ? max(1, turns?.places.count ?? 1) : 1 }

    /// The most connections of all workers that may lack only the server's close while others take their turn.
    static let mostLingering = 128

    /// The shares of a plan that is valid: slots, requests and records as even as they go, each exact in sum.
    static func all(of plan: LoadPlan, in turns: LoadTurns? = nil) -> [WorkerShare] {
        let workers = min(plan.workers, plan.concurrency)
        return (0..<workers).map { worker in
            WorkerShare(
                address: plan.address.value,
                port: plan.port,
                // Each worker begins elsewhere in the list, so that few addresses are used evenly too.
                sources: rotated(plan.sources.map(\.value), by: worker),
                namespace: plan.namespace,
                turns: turns,
                keepingRequest: plan.requestBytes(closes: false),
                closingRequest: plan.requestBytes(closes: true),
                expectsBody: plan.method != "HEAD",
                requestsPerConnection: plan.connections.requestsPerConnection,
                statuses: plan.expectation.statuses,
                length: plan.expectation.length,
                slots: part(worker, of: plan.concurrency, in: workers),
                lingering: plan.connections == .keepAlive
                    ? 0 : part(worker, of: min(plan.concurrency, mostLingering), in: workers),
                requests: plan.maximumRequests.map { part(worker, of: $0, in: workers) } ?? Int.max,
                pacer: pacer(of: plan.pacing, worker, of: workers),
                records: part(worker, of: plan.recordCapacity, in: workers),
                cpu: plan.cpus.isEmpty ? nil : plan.cpus[worker % plan.cpus.count],
                progress: plan.progress,
                warmUp: plan.warmUp.nanoseconds,
                duration: plan.duration.nanoseconds,
                connectTimeout: plan.connectTimeout.nanoseconds,
                responseTimeout: plan.responseTimeout.nanoseconds,
                drain: plan.drain.nanoseconds
            )
        }
    }

    private static func pacer(of pacing: Pacing, _ worker: Int, of workers: Int) -> Pacer? {
        guard case .open(let rate, let arrivals) = pacing else { return nil }
        return Pacer(rate: rate, arrivals: arrivals, worker: worker, of: workers)
    }

    private static func part(_ index: Int, of whole: Int, in parts: Int) -> Int {
        whole / parts + (index < whole % parts ? 1 : 0)
    }

    private static func rotated(_ values: [UInt32], by count: Int) -> [UInt32] {
        guard !values.isEmpty else { return [] }
        return Array(values[(count % values.count)...] + values[..<(count % values.count)])
    }
}

extension WorkerShare {
    /// A worker's life on the calling thread, whose affinity and timer slack it leaves as they were.
    ///
    /// - Parameter life: makes the worker and loads; it leaves the gate to this where it throws.
    func report(at gate: WorkerGate, _ life: () throws -> [WorkerReport]) -> Result<[WorkerReport], LoadError> {
        do {
            let affinity = try CPUAffinity.current()
            if let cpu { try CPUAffinity.pin(to: cpu) }
            let slack = TimerSlack.current()
            // Neither a request that is due nor a nap may be 50 us late.
            TimerSlack.set(1)
            let report = try inPlace(life)
            TimerSlack.set(slack)
            if cpu != nil { try affinity.apply() }
            return .success(report)
        } catch {
            gate.leave()
            return .failure(LoadError("\(error), so no load was made"))
        }
    }

    /// Runs `body` in the plan's network namespace; the thread is Dispatch's, and does not stay there.
    private func inPlace<Value>(_ body: () throws -> Value) throws -> Value {
        guard let namespace else { return try body() }
        return try namespace.visit(body).get()
    }
}

extension LoadPlan.Connections {
    /// `Int.max` for connections that are kept.
    var requestsPerConnection: Int {
        switch self {
        case .perRequest: 1
        case .keepAlive: Int.max
        case .limited(let requests): requests
        }
    }
}
