import Linux

/// What one worker counts of one part of a load in turns.
struct PartLedger: ~Copyable {
    var ledger: RequestLedger
    /// CPU time of the thread, and time, in which ends were counted.
    var use = ThreadUsage(user: .zero, system: .zero)
    var measured: UInt64 = 0

    init(_ share: WorkerShare) {
        ledger = RequestLedger(share)
    }
}
