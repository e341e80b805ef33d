import Dispatch

/// Threads for work that blocks; the queue gives each block one of its own, at once.
enum Thread {
    static func detach(_ work: @escaping @Sendable () -> Void) {
        // A serial queue overcommits: its block does not wait for a free thread of the pool.
        DispatchQueue(label: "test-thread").async(execute: work)
    }
}
