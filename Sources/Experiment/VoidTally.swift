/// Counts a scale's void quads, and says when they are too many to believe the rest.
///
/// A fault of the experiment (rules that differ, a probe that should not pass, lost packets) ends the run soon: it will
/// not go away, and what passed may be wrong too. CPU time that a hypervisor took is no fault: `TheftTally`.
package struct VoidTally: Equatable, Sendable {
    /// A quad that is void by faults this many times ends the run.
    package static let mostFaults = 3
    /// So does a share of faulty quads above `mostFaultShare`, once there are `fewestFaults` of them.
    package static let fewestFaults = 5
    package static let mostFaultShare = 0.2

    /// Quads begun, each rerun counted.
    package private(set) var begun = 0
    /// Quads void for any cause.
    package private(set) var voided = 0
    /// The distinct causes of faults in order of appearance.
    package private(set) var causes: [String] = []
    private var faults = 0
    private var exhausted = false

    package init() {}

    package mutating func countValid() {
        begun += 1
    }

    /// Counts a quad void by a fault, for the `times`-th time.
    package mutating func countFault(_ cause: String, times: Int) {
        begun += 1
        voided += 1
        faults += 1
        if !causes.contains(cause) { causes.append(cause) }
        if times >= Self.mostFaults { exhausted = true }
    }

    /// Counts a quad in which CPU time was stolen.
    package mutating func countTheft() {
        begun += 1
        voided += 1
    }

    /// Why the run is invalid, as the middle of a sentence; nil as long as it is not.
    package var excess: String? {
        let named = causes.prefix(3).joined(separator: "; ")
        if exhausted { return "the same quad was void \(Self.mostFaults) times (\(named))" }
        let many = faults >= Self.fewestFaults && Double(faults) > Self.mostFaultShare * Double(begun)
        return many ? "\(faults) of \(begun) quads were void (\(named))" : nil
    }
}
