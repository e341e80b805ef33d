import Glibc
import Testing

@testable import Linux

@Suite("A program that is started, given its input, and waited for")
struct ChildProcessTests {
    @Test("Its output, its error output and its status come back apart")
    func streams() throws {
        let result = try ChildProcess.run("sh", ["-c", "cat; echo bad >&2; exit 3"], input: Array("good".utf8))
        #expect(result.outputText == "good")
        #expect(result.errorText == "bad\n")
        #expect(result.end == .exited(3))
        #expect(!result.hasSucceeded)
    }

    @Test("Input and output larger than any pipe pass, whatever the order")
    func large() throws {
        let input = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let result = try ChildProcess.run("sh", ["-c", "cat; cat /dev/fd/0 >&2"], input: input)
        #expect(result.output == input)
        #expect(result.hasSucceeded)
    }

    @Test("Input that nobody reads is no error and no signal")
    func unread() throws {
        let result = try ChildProcess.run("true", input: [UInt8](repeating: 7, count: 1_000_000))
        #expect(result.hasSucceeded)
        #expect(result.output.isEmpty && result.error.isEmpty)
    }

    @Test("A program that a signal ends says which")
    func killed() throws {
        #expect(try ChildProcess.run("sh", ["-c", "kill -9 $$"]).end == .killed(signal: SIGKILL))
    }

    @Test("A program that is nowhere is ENOENT by its name")
    func missing() throws {
        let error = #expect(throws: SystemError.self) { try ChildProcess.run("npbench-no-such-program") }
        #expect(error == SystemError(errno: ENOENT, operation: "find the program", subject: "npbench-no-such-program"))
        let path = #expect(throws: SystemError.self) { try ChildProcess.run("/no/such/program") }
        #expect(path?.errno == ENOENT)
    }

    @Test("A program that does not end is killed in time")
    func timeout() throws {
        let start = MonotonicClock.now()
        let error = #expect(throws: SystemError.self) { try ChildProcess.run("sleep", ["50"], timeout: 1) }
        #expect(error?.errno == ETIMEDOUT)
        #expect(MonotonicClock.now() - start < 20_000_000_000)
    }

    @Test("A daemon that keeps the output open delays nothing")
    func daemon() throws {
        let start = MonotonicClock.now()
        let result = try ChildProcess.run("sh", ["-c", "sleep 5 & echo started"])
        #expect(result.outputText == "started\n")
        #expect(MonotonicClock.now() - start < 4_000_000_000)
    }

    @Test("The CPU time of the child and of what it waited for is counted, time asleep is not")
    func usage() throws {
        let loop = "i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done"
        let own = try ChildProcess.run("sh", ["-c", loop]).usage
        let nested = try ChildProcess.run("sh", ["-c", "sh -c '\(loop)'; true"]).usage
        let asleep = try ChildProcess.run("sleep", ["0.5"]).usage
        #expect(own.total > .milliseconds(20))
        #expect(nested.total > .milliseconds(20))
        #expect(asleep.total < .milliseconds(20))
        #expect(own.total == own.user + own.system)
    }

    @Test("The environment is passed on, or replaced")
    func environment() throws {
        setenv("NPBENCH_CHILD_TEST", "passed", 1)
        defer { unsetenv("NPBENCH_CHILD_TEST") }
        let script = ["-c", "echo ${NPBENCH_CHILD_TEST-absent}"]
        #expect(try ChildProcess.run("sh", script).outputText == "passed\n")
        #expect(try ChildProcess.run("sh", script, environment: ["A=1"]).outputText == "absent\n")
    }

    @Test("The child has no descriptor but the first three, and no signal blocked")
    func inheritance() throws {
        let descriptor = open("/dev/null", O_RDONLY)
        try #require(descriptor > 2)
        defer { close(descriptor) }
        let mask = SignalMask.block([SIGTERM])
        defer { SignalMask.restore(mask) }
        let result = try ChildProcess.run(
            "sh",
            ["-c", "test -e /dev/fd/\(descriptor) && echo open; grep SigBlk /proc/self/status"]
        )
        #expect(result.outputText == "SigBlk:\t0000000000000000\n")
    }
}
