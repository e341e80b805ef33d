import Load
import Results

extension SampleRecord.OpenLoop {
    /// What an open loop at `load` measured; nil of a closed one.
    init?(_ result: LoadResult, at load: OpenLoad) {
        guard let response = result.responseTimes, let pacing = result.pacingErrors else { return nil }
        self.init(
            rate: load.rate,
            arrivals: load.arrivals,
            due: result.begun + result.unsent,
            delayed: result.delayed,
            unsent: result.unsent,
            response: SampleRecord.Latency(response.phase),
            pacingError: SampleRecord.Latency(pacing.phase)
        )
    }
}
