import CCurl
import Glibc

/// Finds out whether one address may talk HTTP to another: one connection, one GET.
package struct HTTPProbe: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// A response came, with this status.
        case served(status: Int)
        /// The connect was refused: by a closed port, or by a rule that rejects.
        case refused
        /// No connection within the time: something drops.
        case silent
        /// Anything else, which proves nothing about who may talk to whom.
        case failed(String)
    }

    package var address: String
    package var port: UInt16
    package var path: String
    /// The value of the `Host` header.
    package var host: String
    /// Local address to connect from; nil lets the kernel choose.
    package var source: String?
    /// For the connect; the whole transfer has as much again.
    package var timeout: Duration

    package init(
        address: String,
        port: UInt16,
        path: String = "/",
        host: String,
        source: String? = nil,
        timeout: Duration = .milliseconds(200)
    ) {
        self.address = address
        self.port = port
        self.path = path
        self.host = host
        self.source = source
        self.timeout = timeout
    }

    /// Probes once; blocks for twice `timeout` at most.
    ///
    /// Exactly one connection is initiated, unless the outcome is `failed`. The kernel may send its SYN again: a second
    /// after the first, which is after the default timeout. The server is asked to close first.
    package func run() -> Outcome {
        let request = HTTPRequest(
            url: "http://\(address):\(port)\(path)",
            headers: ["Host: \(host)", "Connection: close"],
            source: source,
            connectTimeout: timeout,
            timeout: timeout * 2
        )
        do {
            let handle = try request.prepared()
            do {
                try handle.perform(operation: request.operation)
                return .served(status: handle.status)
            } catch {
                return outcome(of: error, isConnected: handle.isConnected)
            }
        } catch {
            return .failed("\(error)")
        }
    }

    private func outcome(of error: CurlError, isConnected: Bool) -> Outcome {
        guard !isConnected else { return .failed("\(error), after the connection stood") }
        if error.systemError == ECONNREFUSED { return .refused }
        return error.isTimeout ? .silent : .failed("\(error)")
    }
}
