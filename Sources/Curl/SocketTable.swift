import Linux

/// What libcurl's sockets are to be watched for, and what epoll knows of it, by descriptor.
///
/// libcurl takes a socket back and asks for it anew between two requests; only what is left of that when the loop waits
/// next becomes a system call.
struct SocketTable {
    struct Entry {
        var wanted: UInt8 = 0
        var watched: UInt8 = 0
        var isListed = false
        /// Tells the sockets apart that had the number one after the other.
        var generation: UInt32 = 0
        /// The transfer that waits for the server to close the socket; -1 for none.
        var holder: Int32 = -1
    }

    static let readable: UInt8 = 1
    static let writable: UInt8 = 2

    private var entries: [Entry] = []
    /// Descriptors whose entries changed since the last `apply`.
    private var changed: [CInt] = []

    /// Takes in a socket just opened.
    mutating func open(_ descriptor: CInt) {
        let missing = Int(descriptor) + 1 - entries.count
        if missing > 0 { entries.append(contentsOf: repeatElement(Entry(), count: max(64, missing))) }
        // What libcurl closed by itself, while it connected, was never taken out.
        forget(descriptor)
    }

    /// Sets what a socket is wanted for; 0 for nothing.
    mutating func want(_ descriptor: CInt, _ wanted: UInt8) {
        guard Int(descriptor) < entries.count else { return }
        entries[Int(descriptor)].wanted = wanted
        guard !entries[Int(descriptor)].isListed else { return }
        entries[Int(descriptor)].isListed = true
        changed.append(descriptor)
    }

    /// Has a transfer wait for the server to close the socket.
    mutating func hold(_ descriptor: CInt, for transfer: Int) {
        entries[Int(descriptor)].holder = Int32(truncatingIfNeeded: transfer)
        want(descriptor, SocketTable.readable)
    }

    /// Takes out a socket that is being closed; epoll forgets it by itself.
    mutating func forget(_ descriptor: CInt) {
        let isListed = entries[Int(descriptor)].isListed
        let generation = entries[Int(descriptor)].generation
        entries[Int(descriptor)] = Entry(isListed: isListed, generation: generation &+ 1)
    }

    /// The socket of an event's token, unless it has been closed since.
    func socket(of token: UInt64) -> (descriptor: CInt, wanted: UInt8, holder: Int32)? {
        let descriptor = CInt(truncatingIfNeeded: token & 0xffff_ffff)
        let entry = entries[Int(descriptor)]
        guard entry.generation == UInt32(token >> 32) else { return nil }
        return (descriptor, entry.wanted, entry.holder)
    }

    /// Has epoll watch what is wanted now.
    mutating func apply(to epoll: borrowing Epoll) {
        for descriptor in changed {
            let index = Int(descriptor)
            entries[index].isListed = false
            let wanted = entries[index].wanted
            guard wanted != entries[index].watched else { continue }
            let token = UInt64(entries[index].generation) << 32 | UInt64(descriptor)
            let interest = SocketTable.interest(wanted)
            if wanted == 0 {
                _ = epoll.remove(descriptor)
            } else if entries[index].watched == 0 {
                _ = epoll.add(descriptor, interest, token: token)
            } else {
                _ = epoll.rearm(descriptor, interest, token: token)
            }
            entries[index].watched = wanted
        }
        changed.removeAll(keepingCapacity: true)
    }

    private static func interest(_ wanted: UInt8) -> Epoll.Interest {
        switch wanted {
        case readable: .readable
        case writable: .writable
        default: .readable | .writable
        }
    }
}
