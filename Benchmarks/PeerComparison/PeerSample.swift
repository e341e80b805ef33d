/// One timed load by one tool.
package struct PeerSample: Equatable, Sendable {
    package var round: Int
    /// Its place in the order of the tools in this round's cell, from 1.
    package var place: Int
    package var cell: PeerCell
    package var tool: LoadTool
    package var report: ToolReport
    /// CPU time of the tool's processes from start to end, in microseconds.
    package var cpuMicroseconds: Double
    /// What of it the tool would have spent without a single answer.
    package var startUpMicroseconds: Double
    /// Connections that the kernel began meanwhile.
    package var connections: Int
    /// Whether the tool ended by itself; one that did not was killed, and said nothing.
    package var hasEnded: Bool

    package init(
        round: Int,
        place: Int,
        cell: PeerCell,
        tool: LoadTool,
        report: ToolReport,
        cpuMicroseconds: Double,
        startUpMicroseconds: Double,
        connections: Int,
        hasEnded: Bool = true
    ) {
        self.round = round
        self.place = place
        self.cell = cell
        self.tool = tool
        self.report = report
        self.cpuMicroseconds = cpuMicroseconds
        self.startUpMicroseconds = startUpMicroseconds
        self.connections = connections
        self.hasEnded = hasEnded
    }

    /// CPU time of the load itself, start-up taken off, a request.
    package var cpuPerRequest: Double { loadMicroseconds / Double(max(1, report.completed)) }

    /// The share of one CPU that the tool used.
    package var busy: Double { report.seconds > 0 ? loadMicroseconds / 1e6 / report.seconds : 0 }

    private var loadMicroseconds: Double { max(0, cpuMicroseconds - startUpMicroseconds) }

    /// Why the sample does not measure what its cell says; nil if it does.
    ///
    /// The kernel's count of connections, not the tool's flags, tells the two modes apart.
    package var fault: String? {
        if !hasEnded { return "did not end" }
        if report.completed <= 0 || report.seconds <= 0 { return "completed nothing" }
        if report.failed * 100 > report.completed { return "\(report.failed) requests failed" }
        switch cell.connections {
        case .perRequest where connections * 100 < report.completed * 95:
            return "\(report.completed) requests over \(connections) connections are not one each"
        case .keepAlive where connections > 2 * cell.concurrency + report.completed / 100:
            return "\(connections) connections for \(report.completed) requests are not kept"
        default:
            return nil
        }
    }

    /// The header of `line`s.
    package static let columns =
        "round,connections,concurrency,place,tool,completed,failed,seconds,qps,cpu_us,start_up_us,cpu_us_per_request,"
        + "opened,fault"

    /// The sample as a line of CSV.
    package var line: String {
        let numbers = [report.seconds, report.qps, cpuMicroseconds, startUpMicroseconds, cpuPerRequest].map {
            $0.fixed(3)
        }
        let cells =
            ["\(round)", cell.connections.rawValue, "\(cell.concurrency)", "\(place)", tool.rawValue]
            + ["\(report.completed)", "\(report.failed)"] + numbers + ["\(connections)", fault ?? ""]
        return cells.joined(separator: ",")
    }
}
