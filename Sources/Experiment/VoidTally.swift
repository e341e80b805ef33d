/// Counts a scale's void quads, and says when they are too many to believe the rest.
package struct VoidTally: Equatable, Sendable {
    /// A quad that is void this many times in a row ends the run.
    package static let mostAttempts = 3
    /// So does a share of void quads above `mostShare`, once there are `fewestVoided` of them.
    package static let fewestVoided = 5
    package static let mostShare = 0.2

    /// Quads begun, each rerun counted.
    package private(set) var begun = 0
    package private(set) var voided = 0
    /// The distinct causes in order of appearance.
    package private(set) var causes: [String] = []

    package init() {}

    package mutating func countValid() {
        begun += 1
    }

    /// Counts a void quad that was begun `attempt` times before.
    package mutating func countVoid(_ cause: String, attempt: Int) {
        begun += 1
        voided += 1
        if !causes.contains(cause) { causes.append(cause) }
        if attempt + 1 >= Self.mostAttempts { exhausted = true }
    }

    /// Why the run is invalid, as the middle of a sentence; nil as long as it is not.
    package var excess: String? {
        let named = causes.prefix(3).joined(separator: "; ")
        if exhausted { return "the same quad was void \(Self.mostAttempts) times in a row (\(named))" }
        let many = voided >= Self.fewestVoided && Double(voided) > Self.mostShare * Double(begun)
        return many ? "\(voided) of \(begun) quads were void (\(named))" : nil
    }

    private var exhausted = false
}
