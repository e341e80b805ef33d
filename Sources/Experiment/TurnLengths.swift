import Load
import Results

/// How long the turns of a quad's samples are.
///
/// Short ones, since what disturbs a machine lasts from some milliseconds on; but a turn must first let the requests of the one before
/// end, which in a closed loop takes about the time of one request, and then is worth measuring for as long again.
struct TurnLengths: Equatable {
    /// Of a turn that is measured, at least: some dozens of requests at a hundred microseconds each.
    static let shortest = 0.005
    /// Settling beside the time of a request, and how many such times are let pass: nearly all requests take less than one and a half
    /// times the mean, and one that takes longer counts nowhere.
    private static let leastSettling = 0.0005
    private static let settledRequests = 1.5

    var settling: Double
    var measured: Double
    var cycles: Int

    /// The turns of samples that are under load for about `seconds` each, two turns at least, in a closed loop of `concurrency` requests that completes `rate` a second.
    init(concurrency: Int, rate: Double, seconds: Double) {
        let request = rate > 0 ? Double(concurrency) / rate : TurnLengths.shortest
        settling = TurnLengths.leastSettling + TurnLengths.settledRequests * request
        measured = max(TurnLengths.shortest, settling)
        // There and back.
        cycles = 2 * max(1, Int((seconds / (settling + measured) / 2).rounded()))
    }

    /// As records have it.
    var record: SampleRecord.Turns {
        SampleRecord.Turns(count: cycles, settlingSeconds: settling, measuredSeconds: measured)
    }
}
