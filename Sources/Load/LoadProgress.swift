import Synchronization

/// How far a load under way is; written by its workers, read by whoever shows it.
///
/// Numbers of different fields may be a moment apart; each only grows.
package final class LoadProgress: Sendable {
    private let completedCount = Atomic<Int>(0)
    private let failedCount = Atomic<Int>(0)
    private let slowest99 = Atomic<UInt64>(0)
    private let measuring = Atomic<Bool>(false)

    package init() {}

    /// Requests completed in the window so far.
    package var completed: Int { completedCount.load(ordering: .relaxed) }
    /// Requests failed in the window so far.
    package var failed: Int { failedCount.load(ordering: .relaxed) }
    /// The 99th percentile of the total time since the window began, in microseconds; the highest of the workers'.
    package var p99: Double { Double(slowest99.load(ordering: .relaxed)) / 1000 }
    /// Whether the window has begun: false during warm-up.
    package var isMeasuring: Bool { measuring.load(ordering: .relaxed) }

    func begin() {
        measuring.store(true, ordering: .relaxed)
    }

    func add(completed: Int, failed: Int) {
        completedCount.add(completed, ordering: .relaxed)
        failedCount.add(failed, ordering: .relaxed)
    }

    func set(p99 nanoseconds: UInt64) {
        slowest99.max(nanoseconds, ordering: .relaxed)
    }
}
