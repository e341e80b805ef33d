import Glibc
import Linux
import Testing

/// `LoadBenchmarks`, and the command, as this package's build made it.
enum BuiltBenchmarks {
    /// Built along with the tests, and as slow as they are.
    static func debug() throws -> String { "\(try directory())/LoadBenchmarks" }

    /// Built for release, by whoever runs the tests, since what it executes is what users run.
    ///
    /// Without what debuggers read, which valgrind 3.19 takes for damaged.
    static func release() throws -> String {
        let built = "\(try directory())/../release/LoadBenchmarks"
        try #require(
            access(built, X_OK) == 0,
            "no release build of LoadBenchmarks; make it with `swift build -c release --product LoadBenchmarks`"
        )
        let stripped = "\(try directory())/LoadBenchmarks-stripped-\(getpid())"
        let tool = ExecutableSearch.path(of: "llvm-objcopy") ?? "objcopy"
        let copied = try ChildProcess.run(tool, ["--strip-debug", built, stripped])
        try #require(copied.hasSucceeded, "\(copied.errorText)")
        return stripped
    }

    /// `npbench` itself, built for release.
    static func releasedCommand() throws -> String {
        let built = "\(try directory())/../release/npbench"
        try #require(
            access(built, X_OK) == 0,
            "no release build of npbench; make it with `swift build -c release --product npbench`"
        )
        return built
    }

    /// The directory of the test's own executable: the other products of the build are its neighbours.
    static func directory() throws -> String {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let executable = String(decoding: path.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let slash = try #require(executable.lastIndex(of: "/"))
        return String(executable[..<slash])
    }
}
