@testable import PeerComparison

extension PeerSample {
    /// A sample of two seconds, sound unless the arguments say otherwise.
    static func worked(
        _ tool: LoadTool,
        _ cell: PeerCell = PeerCell(.keepAlive, 32),
        round: Int = 1,
        completed: Int = 10_000,
        failed: Int = 0,
        cpuMicroseconds: Double = 1_000_000,
        startUpMicroseconds: Double = 0,
        connections: Int? = nil
    ) -> PeerSample {
        PeerSample(
            round: round,
            place: 1,
            cell: cell,
            tool: tool,
            report: ToolReport(completed: completed, failed: failed, seconds: 2),
            cpuMicroseconds: cpuMicroseconds,
            startUpMicroseconds: startUpMicroseconds,
            connections: connections ?? (cell.connections == .keepAlive ? cell.concurrency : completed)
        )
    }
}
