/// What is loaded, by whom, and what npbench must reach there.
package enum PeerSetting: String, Sendable {
    /// nginx pods behind a Service of a twin.
    case service
    /// A server in the measuring process that answers as soon as it can, so that the generator is the limit.
    case nullServer = "null-server"

    package var tools: [LoadTool] {
        switch self {
        case .service: LoadTool.allCases
        case .nullServer: [.npbench, .ab, .wrk, .h2load]
        }
    }

    package var cells: [PeerCell] {
        let modes: [ConnectionMode] = self == .service ? [.perRequest, .keepAlive] : [.keepAlive]
        return modes.flatMap { mode in [1, 32, 256].map { PeerCell(mode, $0) } }
    }

    package var bars: [PeerBar] {
        switch self {
        case .service:
            cells.flatMap { cell in
                [
                    PeerBar(cell: cell, metric: .qps, peers: [.ab, .wrk], bound: rateBound(cell)),
                    PeerBar(cell: cell, metric: .cpuPerRequest, peers: [.wrk], bound: 0.90),
                ]
            }
        case .nullServer:
            cells.map { PeerBar(cell: $0, metric: .qps, peers: [.ab, .wrk, .h2load], bound: 1.10) }
        }
    }

    private func rateBound(_ cell: PeerCell) -> Double {
        if cell.concurrency == 1 { return 0.98 }
        return cell.connections == .keepAlive ? 0.99 : 1.08
    }
}
