import CLinux
import Glibc

/// A program that is started, given its input, and waited for.
///
/// What it reads and writes are files in memory, not pipes: whatever the sizes and the order, nobody waits for anybody,
/// no SIGPIPE can hit us, and a daemon that outlives the program and keeps its output open delays nothing.
package enum ChildProcess {
    /// What a program left behind.
    package struct Output: Equatable, Sendable {
        package var end: ProcessEnd
        package var output: [UInt8]
        package var error: [UInt8]
        /// What it, and those of its children that it waited for, used.
        package var usage: ProcessUsage

        package var hasSucceeded: Bool { end == .exited(0) }
        package var outputText: String { String(decoding: output, as: UTF8.self) }
        package var errorText: String { String(decoding: error, as: UTF8.self) }
    }

    /// Runs `program`, found as `ExecutableSearch` says unless it is a path, and waits for its end.
    ///
    /// The child is born in the namespaces of the calling thread, with the signals of a fresh process and no descriptor but the first three.
    /// A status other than 0 is no error here: see `Output.end`. Nobody else in the process may wait for every child (`waitpid(-1)`).
    /// Cost: about 1 ms and the program's own time.
    ///
    /// - Parameters:
    ///   - environment: `NAME=VALUE` each; nil passes on the environment of this process.
    ///   - timeout: seconds until the child is killed and ETIMEDOUT thrown.
    package static func run(
        _ program: String,
        _ arguments: [String] = [],
        input: [UInt8] = [],
        environment: [String]? = nil,
        timeout: Int = 60
    ) throws(SystemError) -> Output {
        guard let path = program.contains("/") ? program : ExecutableSearch.path(of: program) else {
            throw SystemError(errno: ENOENT, operation: "find the program", subject: program)
        }
        let source = try MemoryFile(name: "\(program) input")
        let output = try MemoryFile(name: "\(program) output")
        let error = try MemoryFile(name: "\(program) error")
        try source.write(input)
        let child = try spawn(path, [program] + arguments, environment, source, output, error)
        let (end, usage) = try wait(for: child, program, seconds: timeout)
        return Output(end: end, output: try output.contents(), error: try error.contents(), usage: usage)
    }

    private static func spawn(
        _ path: String,
        _ arguments: [String],
        _ environment: [String]?,
        _ input: borrowing MemoryFile,
        _ output: borrowing MemoryFile,
        _ error: borrowing MemoryFile
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var code = CInt(-npb_add_standard_streams(&actions, input.number, output.number, error.number))

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var unblocked = SignalMask.set(of: [])
        var defaulted = SignalMask.set(of: SignalMask.forwarded + [SIGPIPE, SIGQUIT])
        posix_spawnattr_setsigmask(&attributes, &unblocked)
        posix_spawnattr_setsigdefault(&attributes, &defaulted)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var child = pid_t()
        if code == 0 {
            code = CStrings.with(arguments) { arguments in
                guard let environment else {
                    return posix_spawn(&child, path, &actions, &attributes, arguments, Glibc.environ)
                }
                return CStrings.with(environment) {
                    posix_spawn(&child, path, &actions, &attributes, arguments, $0)
                }
            }
        }
        guard code == 0 else { throw SystemError(errno: code, operation: "start", subject: path) }
        return child
    }

    /// Reaps `child` when it ends, or kills it when `seconds` have passed.
    private static func wait(
        for child: pid_t,
        _ program: String,
        seconds: Int
    ) throws(SystemError) -> (ProcessEnd, ProcessUsage) {
        var isInTime = true
        do throws(SystemError) {
            isInTime = try hasEnded(child, program, within: seconds)
        } catch {
            kill(child, SIGKILL)
            _ = try reap(child, program)
            throw error
        }
        if !isInTime { kill(child, SIGKILL) }
        let ended = try reap(child, program)
        guard isInTime else {
            throw SystemError(errno: ETIMEDOUT, operation: "wait \(seconds) s for the end of", subject: program)
        }
        return ended
    }

    private static func hasEnded(
        _ child: pid_t,
        _ program: String,
        within seconds: Int
    ) throws(SystemError) -> Bool {
        let descriptor = try FileDescriptor(result: npb_child_descriptor(child), operation: "watch", subject: program)
        let deadline = MonotonicClock.now() + UInt64(seconds) * 1_000_000_000
        while true {
            let now = MonotonicClock.now()
            guard now < deadline else { return false }
            let milliseconds = (deadline - now) / 1_000_000 + 1
            let result = npb_poll_readable(descriptor.rawValue, CInt(clamping: milliseconds))
            if result > 0 { return true }
            guard result == 0 || result == -Int(EINTR) else {
                throw SystemError(errno: CInt(-result), operation: "watch", subject: program)
            }
        }
    }

    private static func reap(_ child: pid_t, _ program: String) throws(SystemError) -> (ProcessEnd, ProcessUsage) {
        var status: CInt = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 {
            let code = errno
            guard code == EINTR else { throw SystemError(errno: code, operation: "wait for", subject: program) }
        }
        return (ProcessEnd(waitStatus: status), ProcessUsage(usage))
    }
}
