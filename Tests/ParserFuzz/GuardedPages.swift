import Glibc

/// Memory between two pages that nobody may touch, so that reading a byte beside it ends the process.
struct GuardedPages {
    private static let page = 4096
    private let memory: UnsafeMutableRawBufferPointer

    init(capacity: Int) {
        let size = (capacity + GuardedPages.page - 1) / GuardedPages.page * GuardedPages.page
        let start = mmap(nil, size + 2 * GuardedPages.page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED, mprotect(start + GuardedPages.page, size, PROT_READ | PROT_WRITE) == 0
        else { fatalError("could not map \(size) bytes") }
        memory = UnsafeMutableRawBufferPointer(start: start + GuardedPages.page, count: size)
    }

    /// The first bytes, next to one guard.
    func first(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
    }

    /// The last bytes, next to the other guard.
    func last(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: memory[(memory.count - count)...])
    }
}
