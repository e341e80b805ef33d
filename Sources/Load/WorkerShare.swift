import Addressing

/// One worker's part of a plan, in the units of its loop.
struct WorkerShare: Sendable {
    var address: UInt32
    var port: UInt16
    /// Local address to bind; nil lets the kernel choose.
    var source: UInt32?
    /// The request as it goes over the wire.
    var request: [UInt8]
    var keepsAlive: Bool
    var slots: Int
    /// The most requests to begin; `Int.max` for no bound.
    var requests: Int
    /// The CPU to run on; nil for any.
    var cpu: Int?
    /// Nanoseconds, as all that follow.
    var duration: UInt64
    var connectTimeout: UInt64
    var responseTimeout: UInt64
    var drain: UInt64

    /// The shares of a plan that is valid: slots and requests as even as they go, both exact in sum.
    static func all(of plan: LoadPlan) -> [WorkerShare] {
        let workers = min(plan.workers, plan.concurrency)
        return (0..<workers).map { worker in
            WorkerShare(
                address: plan.address.value,
                port: plan.port,
                source: plan.source?.value,
                request: plan.requestBytes,
                keepsAlive: plan.connections == .keepAlive,
                slots: part(worker, of: plan.concurrency, in: workers),
                requests: plan.maximumRequests.map { part(worker, of: $0, in: workers) } ?? Int.max,
                cpu: plan.cpus.isEmpty ? nil : plan.cpus[worker % plan.cpus.count],
                duration: plan.duration.nanoseconds,
                connectTimeout: plan.connectTimeout.nanoseconds,
                responseTimeout: plan.responseTimeout.nanoseconds,
                drain: plan.drain.nanoseconds
            )
        }
    }

    private static func part(_ index: Int, of whole: Int, in parts: Int) -> Int {
        whole / parts + (index < whole % parts ? 1 : 0)
    }
}
