import Statistics

/// Where a controller is in its syncs, in seconds of load: one long time that the samples of a treatment share between them.
///
/// A sample goes on where the one before it ended, be it in the middle of a sync, so that the samples together hold as much sync
/// work as a controller does that syncs every period, however short they are. As with a ticker of Go's, a sync begins a period after the
/// one before it began, or at once if that is still under way then.
struct SyncClock: Equatable {
    let period: Double
    /// How many steps a sync has.
    let steps: Int
    /// Seconds until the next sync is due; below 0 if it is late.
    private(set) var dueIn: Double
    /// The next step of the sync that is under way; nil between two.
    private(set) var step: Int?

    /// A clock at a place of the time from the beginning of a sync to that of the next, so that short runs hold any part of it.
    ///
    /// - Parameter phase: the share of that time that has passed, from 0 up to 1. For this draw a process is taken to last 2 ms: where a
    ///   sync is then longer than its period, any of its steps comes first.
    init(period: Double, steps: Int, phase: Double) {
        let length = Double(steps) * Self.assumedStep
        let passed = phase * max(period, length)
        self.period = period
        self.steps = steps
        step = passed < length ? min(steps - 1, Int(passed / Self.assumedStep)) : nil
        dueIn = period - passed
    }

    /// A clock by which a sync is due at once.
    static func due(period: Double, steps: Int) -> SyncClock {
        var clock = SyncClock(period: period, steps: steps, phase: 0)
        (clock.step, clock.dueIn) = (nil, 0)
        return clock
    }

    /// What a process is taken to last before one has been seen, in seconds.
    private static let assumedStep = 0.002

    /// Lets time pass.
    mutating func pass(_ seconds: Double) { dueIn -= seconds }

    /// The step that is to be done now; nil while no sync is due.
    mutating func begin() -> Int? {
        if step == nil, dueIn <= 0, steps > 0 {
            step = 0
            // Syncs that were missed are not caught up.
            dueIn = max(0, dueIn + period)
        }
        return step
    }

    /// Notes that the step is done, and with the last one the sync: `step` is nil then.
    mutating func end() {
        guard let done = step else { return }
        step = done + 1 < steps ? done + 1 : nil
    }

    /// The phase at which a seed lets a treatment begin at a scale: unlike the others' and as likely as any other.
    static func phase(seed: UInt64, stream: UInt64) -> Double {
        var generator = SeededGenerator(seed: seed, stream: stream)
        return Double(generator.next() >> 11) / Double(1 << 53)
    }
}
