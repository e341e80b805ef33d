import Glibc

/// A counting semaphore (sem_overview(7)).
///
/// Not Dispatch's: that brings C definitions of `fd_set` into every importer of this room, which libiptc's contradict.
final class Semaphore: Sendable {
    private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

    init(_ value: UInt32) {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, value)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func wait() {
        while sem_wait(semaphore) != 0, errno == EINTR {}
    }

    func post() {
        sem_post(semaphore)
    }
}
