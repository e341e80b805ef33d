import Dispatch
import Synchronization

/// Where the workers of a load wait for each other, so that one window holds for all.
final class WorkerGate: Sendable {
    private let ready = DispatchGroup()
    private let opened = DispatchSemaphore(value: 0)
    private let start = Atomic<UInt64>(0)
    private let isMissed = Atomic<Bool>(false)
    private let workers: Int

    /// A gate for `workers`, each of which calls `waitForStart` once or `leave` once.
    init(workers: Int) {
        self.workers = workers
        for _ in 0..<workers { ready.enter() }
    }

    /// Says that a worker is ready, and waits until all are.
    ///
    /// Returns the start of the window, the same for all; nil if one will not take part, so that there is no window.
    func waitForStart() -> UInt64? {
        ready.leave()
        opened.wait()
        return isMissed.load(ordering: .relaxed) ? nil : start.load(ordering: .acquiring)
    }

    /// Says that a worker will not take part.
    func leave() {
        isMissed.store(true, ordering: .relaxed)
        ready.leave()
    }

    /// Waits until every worker is ready, and opens the gate; the clocks are read in between.
    ///
    /// Returns the time of day.
    func open(clocks: () -> (monotonic: UInt64, wall: UInt64)) -> UInt64 {
        ready.wait()
        let (monotonic, wall) = clocks()
        start.store(monotonic, ordering: .releasing)
        for _ in 0..<workers { opened.signal() }
        return wall
    }
}
