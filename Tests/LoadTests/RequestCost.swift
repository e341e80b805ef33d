import Glibc
import Testing

/// What one more request costs the generator in user code: the difference of two runs, one twice as long as the other.
struct RequestCost {
    enum Mode: String, CaseIterable {
        case perRequest = "per-request"
        case keepAlive = "keep-alive"
    }

    private static let requests = 4000

    var instructions: Int
    /// Functions of Swift's runtime and the C library's allocator that are called once in twenty requests or more often.
    var runtimeCalls: [String]

    /// Loads a null server over one connection at a time, so that every request has its own wake-up.
    init(_ mode: Mode, preloading library: String? = nil) throws {
        let program = try BuiltBenchmarks.release()
        defer { unlink(program) }
        let server = try NullServerProcess(program)
        let profiles = try [RequestCost.requests, 2 * RequestCost.requests].map { requests in
            let profile = try CallgrindProfile(
                of: program,
                ["--port", "\(server.port)", "--requests", "\(requests)", "--seconds", "60", "--concurrency", "1"]
                    + (mode == .keepAlive ? ["--keep-alive"] : []),
                preloading: library
            )
            try #require(profile.output.hasPrefix("completed=\(requests) failed=0 "), "\(profile.output)")
            return profile
        }
        instructions = (profiles[1].instructions - profiles[0].instructions) / RequestCost.requests
        runtimeCalls = profiles[1].calls.compactMap { function, calls in
            let more = calls - profiles[0].calls[function, default: 0]
            return more > RequestCost.requests / 20 && RequestCost.isRuntime(function) ? function.name : nil
        }.sorted()
    }

    /// An array that is its owner's own is asked so before it is written to, which counts nothing.
    private static let harmless = "swift_isUniquelyReferenced_nonNull_native"

    private static func isRuntime(_ function: CallgrindProfile.Function) -> Bool {
        guard function.name != harmless else { return false }
        let file = function.object.split(separator: "/").last ?? ""
        return ["libswift", "libdispatch", "libFoundation", "libstdc++"].contains { file.hasPrefix($0) }
            || function.name.hasPrefix("swift_")
            || ["malloc", "calloc", "realloc", "free", "aligned_alloc", "posix_memalign"].contains(function.name)
    }
}
