import Glibc
@testable import Linux
import Testing

@Suite struct BrokenPipeTests {
    /// Writes to a pipe that nobody reads; the errno.
    private func writeInVain() -> CInt {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return 0 }
        close(ends[0])
        defer { close(ends[1]) }
        return write(ends[1], "x", 1) < 0 ? errno : 0
    }

    @Test("A write in vain is an error and nothing else; the signal does not wait for the end")
    func ignored() async {
        await #expect(processExitsWith: .success) {
            let error = BrokenPipe.ignored { BrokenPipeTests().writeInVain() }
            guard error == EPIPE else { exit(1) }
        }
    }

    @Test("Without it, the same write ends the process")
    func raised() async {
        await #expect(processExitsWith: .signal(SIGPIPE)) {
            signal(SIGPIPE, SIG_DFL)
            _ = BrokenPipe.ignored { BrokenPipeTests().writeInVain() }
            _ = BrokenPipeTests().writeInVain()
        }
    }
}
