extension LoadTool {
    /// The arguments with which it loads `url` in `cell` from one thread, and then reports.
    ///
    /// - Parameters:
    ///   - seconds: how long to load; whole, as ab and wrk take no less.
    ///   - requests: how many h2load makes where it can not end by time.
    ///   - patience: seconds until ab and hey give up on a server that does not answer; the others end in time.
    package func arguments(
        _ cell: PeerCell,
        seconds: Int,
        requests: Int = 1,
        patience: Int = 5,
        url: String
    ) -> [String] {
        let c = "\(cell.concurrency)"
        let keeps = cell.connections == .keepAlive
        switch self {
        case .npbench:
            return ["load", "--json", "--threads", "1", "--duration", "\(seconds)s", "-c", c]
                + (keeps ? ["-k"] : []) + [url]
        case .ab:
            // -t sets -n to 50,000; only a -n behind it lifts that. -r goes on after a connection that was reset.
            let most = "\(1_000_000 * seconds)"
            return ["-q", "-r", "-s", "\(patience)", "-t", "\(seconds)", "-n", most, "-c", c]
                + (keeps ? ["-k"] : []) + [url]
        case .wrk:
            return ["-t1", "-c\(c)", "-d\(seconds)s"] + (keeps ? [] : ["-H", "Connection: close"]) + [url]
        case .hey:
            return ["-cpus", "1", "-t", "\(patience)", "-z", "\(seconds)s", "-c", c]
                + (keeps ? [] : ["-disable-keepalive"]) + [url]
        case .h2load:
            // It connects anew when a connection is closed, but then does not end with -D (1.52).
            return ["--h1", "-t1", "-c\(c)"]
                + (keeps ? ["-D\(seconds)"] : ["-n\(max(requests, cell.concurrency))", "-H", "Connection: close"]) + [
                    url
                ]
        }
    }
}
