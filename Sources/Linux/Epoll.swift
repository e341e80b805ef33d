import CLinux
import Glibc

/// An epoll instance and the buffer that its events are reported in.
///
/// For one thread: the events of a `wait` are overwritten by the next.
package struct Epoll: ~Copyable {
    /// What a descriptor is watched for, and what became of it; the bits of epoll_ctl(2).
    ///
    /// Not an OptionSet: other modules would call that through its protocol, in a loop that counts each call.
    package struct Interest: Hashable, Sendable {
        package let rawValue: UInt32

        package static var readable: Interest { Interest(rawValue: NPB_EPOLLIN) }
        package static var writable: Interest { Interest(rawValue: NPB_EPOLLOUT) }
        /// The peer has shut its side down: whatever it sent is readable already.
        package static var peerClosed: Interest { Interest(rawValue: NPB_EPOLLRDHUP) }
        /// Always reported, never asked for.
        package static var failed: Interest { Interest(rawValue: NPB_EPOLLERR | NPB_EPOLLHUP) }
        /// Reports a change of state once instead of the state at every wait.
        package static var edgeTriggered: Interest { Interest(rawValue: NPB_EPOLLET) }

        package static func | (left: Interest, right: Interest) -> Interest {
            Interest(rawValue: left.rawValue | right.rawValue)
        }

        /// Whether any bit of `other` is among these.
        package func intersects(_ other: Interest) -> Bool {
            rawValue & other.rawValue != 0
        }
    }

    private let descriptor: FileDescriptor
    /// Packed `epoll_event`s: Swift has no type of that layout.
    private let buffer: UnsafeMutableRawPointer
    private let capacity: Int

    /// An instance that reports up to `capacity` events at a time.
    ///
    /// Allocates the buffer of events; nothing else of this type allocates.
    package init(capacity: Int) throws(SystemError) {
        precondition(capacity > 0, "an epoll instance that reports no event would wait in vain")
        self.descriptor = try FileDescriptor(
            result: npb_epoll_create(),
            operation: "create an epoll instance",
            subject: ""
        )
        self.buffer = .allocate(byteCount: capacity * Int(NPB_EPOLL_EVENT_SIZE), alignment: 16)
        self.capacity = capacity
    }

    deinit {
        buffer.deallocate()
    }

    /// Watches `descriptor`; its events carry `token`.
    ///
    /// Returns 0 or a negated errno.
    package func add(_ descriptor: CInt, _ interest: Interest, token: UInt64) -> CInt {
        CInt(npb_epoll_control(self.descriptor.rawValue, NPB_EPOLL_CTL_ADD, descriptor, interest.rawValue, token))
    }

    /// Watches `descriptor`, which is watched already, anew: a state that holds is reported once more.
    ///
    /// Returns 0 or a negated errno.
    package func rearm(_ descriptor: CInt, _ interest: Interest, token: UInt64) -> CInt {
        CInt(npb_epoll_control(self.descriptor.rawValue, NPB_EPOLL_CTL_MOD, descriptor, interest.rawValue, token))
    }

    /// Watches `descriptor` no more.
    ///
    /// Returns 0 or a negated errno.
    package func remove(_ descriptor: CInt) -> CInt {
        CInt(npb_epoll_control(self.descriptor.rawValue, NPB_EPOLL_CTL_DEL, descriptor, 0, 0))
    }

    /// Waits up to `milliseconds` for events and returns their number.
    ///
    /// Zero is the answer of a wait that timed out or that a signal interrupted.
    package func wait(milliseconds: CInt) -> Int {
        let count = Int(npb_epoll_wait(descriptor.rawValue, buffer, CInt(capacity), milliseconds))
        precondition(count >= 0 || count == -Int(EINTR), "epoll_wait refuses only descriptors that are not epoll's")
        return max(0, count)
    }

    /// Waits up to `nanoseconds` for events and returns their number, as `wait(milliseconds:)` does.
    ///
    /// epoll_pwait2(2), since Linux 5.11; how late it wakes is the thread's timer slack.
    package func wait(nanoseconds: UInt64) -> Int {
        let count = Int(npb_epoll_wait_nanoseconds(descriptor.rawValue, buffer, CInt(capacity), nanoseconds))
        precondition(count >= 0 || count == -Int(EINTR), "epoll_pwait2 refuses only descriptors that are not epoll's")
        return max(0, count)
    }

    /// The token of event `index` of the last wait.
    package func token(_ index: Int) -> UInt64 {
        let offset = index &* Int(NPB_EPOLL_EVENT_SIZE) &+ Int(NPB_EPOLL_EVENT_DATA)
        return buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// What event `index` of the last wait reports.
    package func events(_ index: Int) -> Interest {
        Interest(rawValue: buffer.loadUnaligned(fromByteOffset: index &* Int(NPB_EPOLL_EVENT_SIZE), as: UInt32.self))
    }
}
