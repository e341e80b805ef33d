/// What came of many clusters that nobody wrote by hand: counts, and the first that went wrong.
package struct ClusterTally: Equatable, Sendable, Encodable {
    /// A cluster with undeclared mismatches.
    package struct Fault: Equatable, Sendable, Encodable {
        /// Which cluster it was, as its maker numbers them.
        package var number: Int
        /// The first mismatches, a clause each.
        package var sentences: [String]

        package init(number: Int, sentences: [String]) {
            self.number = number
            self.sentences = sentences
        }
    }

    package private(set) var clusters = 0
    package private(set) var probes = 0
    /// Clusters that the controller can not program, by its reason.
    package private(set) var refusals: [String: Int] = [:]
    /// Verdicts that are declared and not the API's, by their reason.
    package private(set) var deviations: [String: Int] = [:]
    /// Verdicts that are not even declared.
    package private(set) var mismatches = 0
    /// The first clusters with mismatches, at most ten.
    package private(set) var faults: [Fault] = []

    private static let keptFaults = 10
    private static let keptSentences = 5

    package init() {}

    /// Counts what came of cluster `number`.
    package mutating func note(_ judged: JudgedCluster, number: Int) {
        clusters += 1
        probes += judged.probes.count
        if let refusal = judged.refusal { refusals[ClusterTally.general(refusal), default: 0] += 1 }
        for probe in judged.deviations { deviations[probe.judgement.reason ?? "no reason", default: 0] += 1 }
        let wrong = judged.mismatches
        mismatches += wrong.count
        guard !wrong.isEmpty, faults.count < ClusterTally.keptFaults else { return }
        faults.append(
            Fault(number: number, sentences: wrong.prefix(ClusterTally.keptSentences).compactMap(\.fault))
        )
    }

    /// A layout's refusal without what stands only for one policy: what follows "because".
    private static func general(_ refusal: String) -> String {
        guard let because = refusal.firstRange(of: "because ") else { return refusal }
        let cause = refusal[because.upperBound...]
        return String(cause.split(separator: "'").enumerated().map { $0.offset % 2 == 0 ? $0.element : "..." }.joined())
    }

    /// The counts, and each fault, for people.
    package var text: String {
        var lines = ["\(clusters) generated clusters, \(probes) probes, \(mismatches) undeclared mismatches"]
        lines += deviations.sorted { $0.key < $1.key }.map { "  \($0.value) declared deviations: \($0.key)" }
        lines += refusals.sorted { $0.key < $1.key }.map { "  \($0.value) clusters refused: \($0.key)" }
        for fault in faults {
            lines.append("  cluster \(fault.number):")
            lines += fault.sentences.map { "    \($0)" }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
