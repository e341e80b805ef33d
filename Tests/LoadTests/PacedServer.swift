import Glibc
import Linux
import Synchronization

/// A server on 127.0.0.1 that answers each request after a delay known beforehand, and logs when it got the request and
/// when it sent the answer, on the clock that the generator measures with.
///
/// One thread with an epoll loop. With `spins` it never sleeps: it sees a request at once, and an answer leaves within
/// microseconds of its time. A request is what ends with an empty line; it keeps or closes the connection as asked.
final class PacedServer: Sendable {
    /// One request as the server saw it, in nanoseconds of `MonotonicClock`.
    struct Exchange: Sendable {
        var received: UInt64
        var sent: UInt64
    }

    struct Script: Sendable {
        /// How long the answers take, in nanoseconds, by the number of the request and then from the first again.
        var delays: [UInt64] = [0]
        /// Nothing leaves the server in this time after its first request, in nanoseconds.
        var stall: Range<UInt64> = 0..<0
        /// The last of each so many requests is answered with a reset; 0 for none.
        var resetsEvery = 0
        /// Room for exchanges; 0 keeps none.
        var log = 0
        var spins = false
        var cpu: Int?
    }

    let port: UInt16
    private let script: Script
    private let stopping = Atomic<Bool>(false)
    private let accepted = Atomic<Int>(0)
    private let received = Atomic<Int>(0)
    private let resets = Atomic<Int>(0)
    private let outcome = Mutex<(exchanges: [Exchange], waiting: Duration)?>(nil)

    /// Connections accepted, requests received whole, and requests answered with a reset, so far.
    var connections: Int { accepted.load(ordering: .relaxed) }
    var requests: Int { received.load(ordering: .relaxed) }
    var resetRequests: Int { resets.load(ordering: .relaxed) }

    init(_ script: Script) throws(SystemError) {
        self.script = script
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 4096)
        self.port = try TCPSocket.localPort(listener)
        let raw = listener.release()
        Thread.detach { [self] in
            let loop = PacedServerLoop(script, listener: raw)
            let affinity = try? CPUAffinity.current()
            if let cpu = script.cpu { try? CPUAffinity.pin(to: cpu) }
            let slack = TimerSlack.current()
            TimerSlack.set(1)
            let before = ThreadUsage.current()
            loop.run(stopping: stopping, accepted: accepted, received: received, resets: resets)
            let waiting = (ThreadUsage.current() - before).waiting
            TimerSlack.set(slack)
            try? affinity?.apply()
            outcome.withLock { $0 = (loop.exchanges, waiting) }
        }
    }

    /// Ends the server; what it logged, in the order of arrival, and how long its thread had to wait for a CPU.
    @discardableResult
    func stop() -> (exchanges: [Exchange], waiting: Duration) {
        stopping.store(true, ordering: .relaxed)
        while true {
            if let outcome = outcome.withLock({ $0 }) { return outcome }
            usleep(1000)
        }
    }
}
