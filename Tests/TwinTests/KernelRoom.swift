import Linux
import Testing

/// The namespaces that the tests of this room need around them.
enum KernelRoom {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws outside namespaces of our own, before anything is touched; prepares them the first time.
    static func enter() throws {
        guard Enclosure.hasOwnUserNamespace else {
            throw Missing(
                description: "run these tests inside namespaces: unshare -Ur -n -m -p -f --mount-proc --kill-child "
                    + "swift test --skip-build --filter TwinTests (scripts/test does)"
            )
        }
        _ = try prepared.get()
    }

    private static let prepared = Result { try EnclosedFilesystem.prepare() }
}

/// All tests that build a twin: one at a time, since the client's namespace is the process's.
@Suite(.serialized) enum KernelTests {}
