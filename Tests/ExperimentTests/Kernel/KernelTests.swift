import Linux
import Testing

/// All tests that need namespaces of their own: scripts/test runs them inside `unshare`.
@Suite(.serialized) enum KernelTests {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws outside namespaces of our own, before anything is touched; prepares them the first time.
    static func enter() throws {
        guard Enclosure.hasOwnUserNamespace else {
            throw Missing(
                description: "run these tests inside namespaces: unshare -Ur -n -m -p -f --mount-proc --kill-child "
                    + "swift test --skip-build --filter ExperimentTests.KernelTests (scripts/test does)"
            )
        }
        _ = try prepared.get()
    }

    /// A new network namespace of this name, with a thread in it.
    static func makeNamespace(_ name: String) throws -> NetworkNamespace {
        try enter()
        let made = try ChildProcess.run("ip", ["netns", "add", name])
        guard made.hasSucceeded else { throw Missing(description: made.errorText) }
        return try NetworkNamespace(named: name)
    }

    private static let prepared = Result { try EnclosedFilesystem.prepare() }
}
