import Linux
import Testing

@testable import Twin

@Suite struct NginxServerTests {
    private let log = """
        2026/01/02 03:04:05 [notice] 12#12: signal 17 (SIGCHLD) received from 17
        2026/01/02 03:04:05 [alert] 12#12: worker process 17 exited on signal 9
        2026/01/02 03:04:06 [alert] 12#12: worker process 18 exited on signal 11 (core dumped)
        2026/01/02 03:04:07 [notice] 12#12: worker process 19 exited with code 2

        """

    @Test("The master's log says how a worker ended")
    func workerEnd() {
        #expect(NginxServer.workerEnd(17, log: log) == .killed(signal: 9))
        #expect(NginxServer.workerEnd(18, log: log) == .killed(signal: 11))
        #expect(NginxServer.workerEnd(19, log: log) == .exited(2))
        #expect(NginxServer.workerEnd(1, log: log) == nil)
        #expect(NginxServer.workerEnd(17, log: "worker process 17 exited") == nil)
    }
}
