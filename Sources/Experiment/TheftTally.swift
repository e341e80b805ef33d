/// Counts how often in a row a hypervisor took so much CPU time that a quad is void, at whatever scale.
///
/// That says nothing about the rules and does go away, so it is waited out, longer each time, before it ends the run.
package struct TheftTally: Equatable, Sendable {
    /// This many in a row end the run, after about a minute of waiting.
    package static let most = 12
    /// The longest wait for the CPUs, in seconds.
    package static let longestPause = 8.0

    private var inARow = 0
    private var last = ""

    package init() {}

    /// Counts a quad in which CPU time was stolen.
    package mutating func count(_ cause: String) {
        inARow += 1
        last = cause
    }

    /// A quad that was not robbed, whatever else became of it.
    package mutating func endRow() { inARow = 0 }

    /// How long to wait before the next quad, in seconds: 0 unless the last one was robbed, then 0.5, 1, 2, 4, 8, 8...
    package var pause: Double {
        guard inARow > 0 else { return 0 }
        return (1..<inARow).reduce(0.5) { pause, _ in min(2 * pause, Self.longestPause) }
    }

    /// Why the run is invalid, as the middle of a sentence; nil as long as it is not.
    package var excess: String? {
        inARow >= Self.most ? "\(inARow) quads in a row were void (\(last))" : nil
    }
}
