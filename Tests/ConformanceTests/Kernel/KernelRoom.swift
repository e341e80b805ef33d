import Conformance
import Linux
import Testing

/// The namespaces that the kernel tests of this room need around them.
enum KernelRoom {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws outside namespaces of our own, before anything is touched; prepares them the first time.
    static func enter() throws {
        guard Enclosure.hasOwnUserNamespace else {
            throw Missing(
                description: "run these tests inside namespaces: unshare -Ur -n -m -p -f --mount-proc --kill-child "
                    + "swift test --skip-build --filter ConformanceTests.KernelTests (scripts/test does)"
            )
        }
        _ = try prepared.get()
    }

    private static let prepared = Result { try EnclosedFilesystem.prepare() }
}

/// All tests that play in a twin: one at a time, since the client's namespace is the process's.
@Suite(.serialized) enum KernelTests {
    /// How long a probe waits for an answer where silence would be wrong: a busy machine may let it wait longer than `npbench` does.
    static let patience = Duration.seconds(2)

    /// Runs `body` with a twin that is gone afterwards.
    static func withTwin(_ plan: PacketTwinPlan = .cases, _ body: (PacketTwin) throws -> Void) throws {
        try KernelRoom.enter()
        let twin = try PacketTwin(plan)
        defer { twin.tearDown() }
        try body(twin)
    }
}
