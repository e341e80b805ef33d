import Glibc
import Load
import Synchronization

/// Looks at a progress and remembers how often it changed and whether it ever went back.
final class ProgressWatcher: Sendable {
    private let progress: LoadProgress
    private let state = Mutex<(values: Int, last: Int, lastFailed: Int, hasFallen: Bool, isOver: Bool)>(
        (0, 0, 0, false, false)
    )

    init(_ progress: LoadProgress) {
        self.progress = progress
    }

    func look() {
        usleep(2000)
        let (completed, failed) = (progress.completed, progress.failed)
        state.withLock { state in
            if completed < state.last || failed < state.lastFailed { state.hasFallen = true }
            if completed > state.last { state.values += 1 }
            (state.last, state.lastFailed) = (completed, failed)
        }
    }

    func end() {
        state.withLock { $0.isOver = true }
    }

    /// Waits until the watching has ended.
    func wait() -> (values: Int, hasFallen: Bool) {
        while true {
            let (values, hasFallen, isOver) = state.withLock { ($0.values, $0.hasFallen, $0.isOver) }
            if isOver { return (values, hasFallen) }
            usleep(1000)
        }
    }
}
