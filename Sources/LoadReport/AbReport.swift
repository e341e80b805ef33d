import Load

/// The report of a load for people, and for the scripts that read ab's.
///
/// First ab's lines in ab 2.4's order with its labels, units and places of numbers, then npbench's own. What the
/// numbers mean, and where they differ from ab's, is docs/load.md.
package struct AbReport {
    /// What ab's switches leave out or change.
    package struct Style: Sendable {
        /// The table of percentiles (ab: not with -d).
        package var hasPercentiles = true
        /// Standard deviation and median in the table of times (ab: not with -S).
        package var hasDeviation = true
        /// Says of the document's length that it varies (ab: -l).
        package var isLengthVariable = false

        package init() {}
    }

    let load: FinishedLoad
    let style: Style

    package init(_ load: FinishedLoad, style: Style = Style()) {
        self.load = load
        self.style = style
    }

    package var text: String {
        ([server, [""], document, [""], counts, times, percentiles, [""], own].flatMap { $0 }).joined(separator: "\n")
            + "\n"
    }

    var result: LoadResult { load.result }

    /// A label and what it names, in ab's columns.
    func line(_ label: String, _ value: String) -> String {
        FixedPoint.left(label, 24) + value
    }

    private var server: [String] {
        var lines = [
            line("Server Software:", result.serverSoftware ?? ""),
            line("Server Hostname:", load.hostname),
            line("Server Port:", "\(load.port)"),
        ]
        if let curl = load.curl, curl.scheme == .https {
            lines.append(line("SSL/TLS Protocol:", result.tlsProtocol ?? "unknown"))
            // A name goes into the handshake (SNI), an address does not.
            if load.hostname.contains(where: \.isLetter) { lines.append(line("TLS Server Name:", load.hostname)) }
        }
        return lines
    }

    private var document: [String] {
        [
            line("Document Path:", load.path),
            line("Document Length:", style.isLengthVariable ? "Variable" : "\(result.documentLength ?? 0) bytes"),
        ]
    }

    private var counts: [String] {
        var lines = [
            line("Concurrency Level:", "\(load.plan.concurrency)"),
            line("Time taken for tests:", "\(FixedPoint.text(load.seconds)) seconds"),
            line("Complete requests:", "\(result.completed)"),
            line("Failed requests:", "\(result.failed)"),
        ]
        if result.failed > 0 { lines.append(failures) }
        if result.non2xx > 0 { lines.append(line("Non-2xx responses:", "\(result.non2xx)")) }
        if load.plan.connections != .perRequest { lines.append(line("Keep-Alive requests:", "\(result.keptAlive)")) }
        lines.append(line("Total transferred:", "\(result.bytesReceived) bytes"))
        if load.plan.body != nil { lines.append(line("Total body sent:", "\(result.bytesSent)")) }
        lines.append(line("HTML transferred:", "\(result.bodyBytesReceived) bytes"))
        lines.append(line("Requests per second:", "\(FixedPoint.text(result.rate, 2)) [#/sec] (mean)"))
        if result.completed > 0 {
            let each = load.seconds * 1000 / Double(result.completed)
            let mean = FixedPoint.text(each * Double(load.plan.concurrency))
            lines += [
                line("Time per request:", "\(mean) [ms] (mean)"),
                line("Time per request:", "\(FixedPoint.text(each)) [ms] (mean, across all concurrent requests)"),
            ]
        }
        return lines + transferRates
    }

    /// The causes in ab's four classes, each in one, so that they sum up to the failed requests.
    private var failures: String {
        var sums: [LoadFailure.AbClass: Int] = [:]
        for (failure, count) in result.failures { sums[failure.abClass, default: 0] += count }
        let parts = LoadFailure.AbClass.allCases.map { "\($0.rawValue): \(sums[$0] ?? 0)" }
        return "   (\(parts.joined(separator: ", ")))"
    }

    private var transferRates: [String] {
        func rate(_ bytes: UInt64) -> String {
            FixedPoint.text(load.seconds > 0 ? Double(bytes) / 1024 / load.seconds : 0, 2)
        }
        let received = line("Transfer rate:", "\(rate(result.bytesReceived)) [Kbytes/sec] received")
        guard load.plan.body != nil else { return [received] }
        return [
            received,
            line("", "\(rate(result.bytesSent)) kb/s sent"),
            line("", "\(rate(result.bytesReceived + result.bytesSent)) kb/s total"),
        ]
    }
}
