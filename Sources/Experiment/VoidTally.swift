/// Counts a scale's void quads, and says when they are too many to believe the rest.
///
/// A fault of the experiment (rules that differ, a probe that should not pass, lost packets) ends the run soon: it will
/// not go away, and what passed may be wrong too. CPU time that a hypervisor took says nothing about the rules and does
/// go away, so it is waited out, longer each time, before it ends the run.
package struct VoidTally: Equatable, Sendable {
    /// A quad that is void by faults this many times ends the run.
    package static let mostFaults = 3
    /// So does a share of faulty quads above `mostFaultShare`, once there are `fewestFaults` of them.
    package static let fewestFaults = 5
    package static let mostFaultShare = 0.2
    /// And so do this many thefts of CPU time in a row, after about a minute of waiting.
    package static let mostTheftsInARow = 12
    /// The longest wait for the CPUs, in seconds.
    package static let longestPause = 8.0

    /// Quads begun, each rerun counted.
    package private(set) var begun = 0
    /// Quads void for any cause.
    package private(set) var voided = 0
    /// The distinct causes of faults in order of appearance.
    package private(set) var causes: [String] = []
    private var faults = 0
    private var theftsInARow = 0
    private var lastTheft = ""
    private var exhausted = false

    package init() {}

    package mutating func countValid() {
        begun += 1
        theftsInARow = 0
    }

    /// Counts a quad void by a fault, for the `times`-th time.
    package mutating func countFault(_ cause: String, times: Int) {
        begun += 1
        voided += 1
        faults += 1
        theftsInARow = 0
        if !causes.contains(cause) { causes.append(cause) }
        if times >= Self.mostFaults { exhausted = true }
    }

    /// Counts a quad in which CPU time was stolen.
    package mutating func countTheft(_ cause: String) {
        begun += 1
        voided += 1
        theftsInARow += 1
        lastTheft = cause
    }

    /// How long to wait before the next quad, in seconds: 0 unless the last one was robbed, then 0.5, 1, 2, 4, 8, 8...
    package var pause: Double {
        guard theftsInARow > 0 else { return 0 }
        return (1..<theftsInARow).reduce(0.5) { pause, _ in min(2 * pause, Self.longestPause) }
    }

    /// Why the run is invalid, as the middle of a sentence; nil as long as it is not.
    package var excess: String? {
        let named = causes.prefix(3).joined(separator: "; ")
        if exhausted { return "the same quad was void \(Self.mostFaults) times (\(named))" }
        if theftsInARow >= Self.mostTheftsInARow {
            return "\(theftsInARow) quads in a row were void (\(lastTheft))"
        }
        let many = faults >= Self.fewestFaults && Double(faults) > Self.mostFaultShare * Double(begun)
        return many ? "\(faults) of \(begun) quads were void (\(named))" : nil
    }
}
