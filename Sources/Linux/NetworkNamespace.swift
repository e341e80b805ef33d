import CLinux
import Glibc

/// A network namespace, with a thread that lives in it.
///
/// What runs on the thread sees the namespace: its sockets stay in it for life, wherever they are used later, and its
/// child processes are born there.
package final class NetworkNamespace: Sendable {
    /// Where `ip netns` keeps its names.
    package static let directory = "/run/netns"

    /// The name by which `ip netns` knows it; empty for one that only its thread keeps.
    package let name: String
    private let owner: OwnedThread

    /// Starts a thread and moves it into the namespace of that name.
    ///
    /// Requires CAP_SYS_ADMIN over it.
    package init(named name: String) throws(SystemError) {
        self.name = name
        self.owner = try OwnedThread()
        try owner.run { () throws(SystemError) in try NetworkNamespace.join(name) }
    }

    /// Starts a thread with a new namespace, which is gone with the thread.
    ///
    /// Requires CAP_SYS_ADMIN.
    package init() throws(SystemError) {
        name = ""
        owner = try OwnedThread()
        try owner.run { () throws(SystemError) in
            guard unshare(CLONE_NEWNET) == 0 else {
                throw SystemError(errno: errno, operation: "make", subject: "a network namespace")
            }
        }
    }

    /// Runs `body` in the namespace and waits for it.
    ///
    /// Must not be called from within.
    package func run<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try owner.run(body)
    }

    /// Starts `body` in the namespace and returns at once; until `finish` nobody else may run anything in it.
    package func begin(_ body: @escaping @Sendable () -> Void) {
        owner.begin(body)
    }

    /// Waits for what `begin` started; to be called once for each.
    package func finish() {
        owner.finish()
    }

    /// Runs `body` on the calling thread inside the namespace, and brings the thread back to where it was.
    ///
    /// For threads that are nobody's to keep, as Dispatch's. Must not be called on the namespace's own thread. Cost: two opens, two
    /// setns(2).
    /// - Throws: if the thread can not go there, or can not come back: whatever runs on it next would then be in the wrong place.
    package func visit<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(SystemError) -> Result<Value, Failure> {
        let here = "/proc/thread-self/ns/net"
        let home = Glibc.open(here, O_RDONLY | O_CLOEXEC)
        guard home >= 0 else {
            throw SystemError(errno: errno, operation: "open the network namespace", subject: here)
        }
        defer { close(home) }
        try NetworkNamespace.join(name)
        let outcome: Result<Value, Failure>
        do throws(Failure) {
            outcome = .success(try body())
        } catch {
            outcome = .failure(error)
        }
        guard setns(home, CLONE_NEWNET) == 0 else {
            throw SystemError(errno: errno, operation: "return to the network namespace", subject: here)
        }
        return outcome
    }

    /// Opens the namespace for threads that go there again and again.
    package func open() throws(SystemError) -> FileDescriptor {
        try NetworkNamespace.open(name)
    }

    /// Moves the calling thread into the namespace that `descriptor` holds open; whether it is there now.
    ///
    /// For a thread inside `visit`, which brings it back. Cost: one setns(2), some microseconds.
    package static func enter(_ descriptor: borrowing FileDescriptor) -> Bool {
        setns(descriptor.rawValue, CLONE_NEWNET) == 0
    }

    private static func open(_ name: String) throws(SystemError) -> FileDescriptor {
        let path = "\(directory)/\(name)"
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SystemError(errno: errno, operation: "open the network namespace", subject: path)
        }
        return FileDescriptor(owning: descriptor)
    }

    private static func join(_ name: String) throws(SystemError) {
        let descriptor = try open(name)
        guard enter(descriptor) else {
            throw SystemError(
                errno: errno,
                operation: "enter the network namespace",
                subject: "\(directory)/\(name)"
            )
        }
    }
}
