import Load

/// What ab does not know.
extension AbReport {
    var own: [String] {
        [failuresByCause, generator, openLoop, table, load.warnings.map { "Warning: \($0)" }].flatMap { $0 }
    }

    private var failuresByCause: [String] {
        guard result.failed > 0 else { return [] }
        return ["Failures by cause:"]
            + LoadFailure.allCases.compactMap { cause in
                result.failures[cause].map { "   \(cause.rawValue): \($0)" }
            }
    }

    private var generator: [String] {
        var lines = [
            line(
                "Connections:",
                "\(result.connectionsInitiated) (\(result.clientClosedFirst) closed by the client first)"
            )
        ]
        if result.warmUpRequests > 0 { lines.append(line("Warm-up requests:", "\(result.warmUpRequests)")) }
        if result.unfinished > 0 {
            lines.append(line("Unfinished requests:", "\(result.unfinished) (under way at the end, not counted)"))
        }
        if result.unrecorded > 0 { lines.append(line("Unrecorded requests:", "\(result.unrecorded)")) }
        lines.append(
            line("Mean concurrency:", "\(FixedPoint.text(result.meanConcurrency, 2)) of \(load.plan.concurrency)")
        )
        if result.completed > 0 {
            let (user, system) = (load.userCPU, load.systemCPU)
            lines.append(
                line(
                    "Client CPU:",
                    "\(FixedPoint.text(user + system, 2)) [us] per request "
                        + "(user \(FixedPoint.text(user, 2)), system \(FixedPoint.text(system, 2)))"
                )
            )
        }
        if !result.workers.isEmpty {
            let shares = result.workers.map { FixedPoint.text($0.busyShare * 100, 0) + " %" }
            lines.append(line("Workers busy:", shares.joined(separator: ", ")))
        }
        let limit = load.limit
        lines.append(line("Limit:", "\(limit.verdict.rawValue): \(limit.reason)"))
        let lag = result.loopLag.phase
        if lag.count > 0 {
            lines.append(line("Event loop lag:", "\(FixedPoint.text(lag.p99, 1)) [us] (99%)"))
        }
        if let retransmits = load.headroom.synRetransmits { lines.append(line("SYN retransmits:", "\(retransmits)")) }
        return lines
    }

    private var openLoop: [String] {
        guard case .open(let rate, let arrivals) = load.plan.pacing else { return [] }
        let name: String
        switch arrivals {
        case .constant: name = "constant"
        case .poisson(let seed): name = "poisson, seed \(seed)"
        }
        var lines = [
            line("Offered rate:", "\(FixedPoint.text(rate, 2)) [#/sec] (\(name))"),
            line("Achieved rate:", "\(FixedPoint.text(result.rate, 2)) [#/sec]"),
            line("Delayed requests:", "\(result.delayed) (no connection was free when they were due)"),
            line("Unsent requests:", "\(result.unsent) (due, but never begun)"),
        ]
        if let error = result.pacingErrors?.phase, error.count > 0 {
            lines.append(
                line(
                    "Pacing error:",
                    "\(FixedPoint.text(error.p50, 1)) [us] (50%), \(FixedPoint.text(error.p99, 1)) [us] (99%), "
                        + "\(FixedPoint.text(error.maximum, 1)) [us] (max)"
                )
            )
        }
        return lines
    }

    /// All phases in microseconds; of an open loop the time on the wire and the time since the request was due.
    private var table: [String] {
        guard result.total.count > 0 else { return [] }
        var phases = [("connect", result.connect), ("wait", result.wait), ("processing", result.processing)]
        if let response = result.responseTimes?.phase {
            phases += [("total (wire time)", result.total), ("response time", response)]
        } else {
            phases.append(("total", result.total))
        }
        let columns = ["mean", "p50", "p90", "p99", "p99.9", "max"]
        let header = FixedPoint.left("Times (us)", 19) + FixedPoint.right("count", 10)
        return ["", header + columns.map { FixedPoint.right($0, 12) }.joined()]
            + phases.map { name, phase in
                let figures = [phase.mean, phase.p50, phase.p90, phase.p99, phase.p999, phase.maximum]
                return FixedPoint.left(name, 19) + FixedPoint.right("\(phase.count)", 10)
                    + figures.map { FixedPoint.cell($0, width: 12, decimals: 1) }.joined()
            }
    }
}
