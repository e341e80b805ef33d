/// Notes when verdicts were last wrong.
struct ExposureClock {
    private let expected: [Bool]
    private let start: ContinuousClock.Instant
    /// Seconds since the change at which each probe was last wrong; nil for one that never was.
    private var lastWrong: [Double?]
    private var wrongAtEnd: [Bool]
    var programSeconds = 0.0

    /// A clock for probes that should come out as `expected`, started when the API took the change.
    init(expecting expected: [Bool], since start: ContinuousClock.Instant) {
        self.expected = expected
        self.start = start
        lastWrong = expected.map { _ in nil }
        wrongAtEnd = expected.map { _ in false }
    }

    /// Notes the verdicts of a round of probes.
    mutating func note(_ verdicts: [SocketProber.TimedVerdict]) {
        for (index, timed) in verdicts.enumerated() where timed.verdict.isReached != expected[index] {
            lastWrong[index] = (timed.instant - start) / .seconds(1)
        }
    }

    /// Notes the verdicts that stand when all is done.
    mutating func conclude(_ verdicts: [PacketVerdict]) {
        wrongAtEnd = zip(verdicts, expected).map { $0.isReached != $1 }
    }

    func exposure(sync: Exposure.Sync) -> Exposure {
        Exposure(
            sync: sync,
            openSeconds: seconds(of: false),
            closedSeconds: seconds(of: true),
            programSeconds: programSeconds
        )
    }

    /// The longest among the probes that should come out as `allowed`; nil if one of them is wrong still.
    private func seconds(of allowed: Bool) -> Double? {
        let indices = expected.indices.filter { expected[$0] == allowed }
        guard !indices.contains(where: { wrongAtEnd[$0] }) else { return nil }
        return indices.compactMap { lastWrong[$0] }.max() ?? 0
    }
}
