import CLinux
import Foundation
import Linux
import Testing

/// An empty network namespace for one test, and the promise that the machine's own tables are out of reach.
enum FreshNamespace {
    static let command = "unshare -Ur -n -m -p -f --mount-proc --kill-child swift test --filter FirewallTests"

    /// Runs `body` in a new network namespace, to which the calling thread belongs until it returns.
    ///
    /// Throws outside a user namespace of our own: the tests never touch tables of the machine. (A thread of its own would
    /// be simpler, but what fails on it belongs to no test.)
    static func run(_ body: () throws -> Void) throws {
        try #require(isOurs, "These tests change packet filters: run them as \(command)")
        try #require(hasLock, "/run/xtables.lock can not be made: run the tests as \(command)")
        let before = try FileDescriptor(owning: checked(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC), "open"))
        _ = try checked(unshare(CLONE_NEWNET), "make")
        defer {
            if setns(before.rawValue, CLONE_NEWNET) != 0 { fatalError("the thread is stuck in a test's namespace") }
        }
        let lo = try ChildProcess.run("ip", ["link", "set", "lo", "up"])
        guard lo.hasSucceeded else { throw FreshNamespaceError(description: lo.errorText) }
        try body()
    }

    private static func checked(_ result: CInt, _ operation: String) throws -> CInt {
        guard result >= 0 else {
            throw SystemError(errno: errno, operation: operation, subject: "a network namespace")
        }
        return result
    }

    /// A user namespace that maps every id to itself is the machine's first one.
    private static let isOurs: Bool = {
        guard let map = try? String(contentsOfFile: "/proc/self/uid_map", encoding: .utf8) else { return false }
        let fields = map.split(whereSeparator: \.isWhitespace)
        return geteuid() == 0 && fields.count >= 3 && fields[2] != "4294967295"
    }()

    /// Whether the lock of xtables can be made; a tmpfs on `/run`, in our own mount namespace, helps where it can not.
    private static let hasLock: Bool = {
        guard isOurs else { return false }
        if canMakeLock() { return true }
        return mount("npbench", "/run", "tmpfs", 0, nil) == 0 && canMakeLock()
    }()

    private static func canMakeLock() -> Bool {
        let descriptor = open("/run/xtables.lock", O_CREAT | O_RDONLY, 0o600)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }
}

struct FreshNamespaceError: Error, CustomStringConvertible {
    var description: String
}
