import Experiment
import Results
import Statistics

extension Quad {
    /// A quad of the large scale with connections per request, unless the test says otherwise.
    init(
        scale: Scale = .large,
        connections: ConnectionMode = .perRequest,
        round: Int,
        concurrency: Int,
        compared: Treatment,
        pattern: QuadContrast.Pattern
    ) {
        let cell = QuadLedger.Cell(Setting(scale, connections), compared: compared, concurrency: concurrency)
        self.init(cell, round: round, pattern)
    }

    var concurrency: Int { cell.concurrency }
    var compared: Treatment { cell.compared }
    var connections: ConnectionMode { cell.setting.connections }
}
