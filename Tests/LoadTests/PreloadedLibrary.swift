import Glibc
import Linux
import Testing

/// A shared library made of a page of C, to be loaded before all others (LD_PRELOAD) into a program under test.
///
/// The file goes with the value.
struct PreloadedLibrary: ~Copyable {
    let path: String

    init(_ name: String, source: String) throws {
        let path = "\(try BuiltBenchmarks.directory())/\(name)-\(getpid()).so"
        let built = try ChildProcess.run(
            ExecutableSearch.path(of: "clang") ?? "cc",
            ["-shared", "-fPIC", "-O1", "-fno-builtin", "-x", "c", "-o", path, "-"],
            input: Array(source.utf8)
        )
        try #require(built.hasSucceeded, "\(built.errorText)")
        self.path = path
    }

    deinit { unlink(path) }
}
