/// What the reader must know before believing a run's numbers, with what to do about it: an element of `warnings` in `run.json`.
package struct RunWarning: Codable, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The two loads of the same arm differ, but not so surely that the run is void.
        case control = "aa-contrast"
        case fewQuads = "few-quads"
        case voids
        /// Mean and Hodges-Lehmann estimate are apart.
        case outliers
        /// Each round's cost is like the one before.
        case autocorrelation
        /// The cost in the first half of the run is another than in the second.
        case halves
        /// Other guests of the host took CPU time.
        case steal
        /// The generator was the limit of most loads.
        case clientBound = "client-bound"
        case inconclusive
        /// Facts of the machine are not at the end what they were at the start.
        case machineChanged = "machine-changed"
        /// Generator and pods share a CPU.
        case sharedCPU = "shared-cpu"
        /// The budget ended before a cost was known as well as asked for.
        case precision
        /// Rules that no controller writes are in every cost.
        case injectedRules = "injected-rules"
        /// A part of a sync stands for all of it.
        case fewSyncs = "few-syncs"
        /// Requests came faster than they were answered where latency was measured.
        case latencyBehind = "latency-behind"
        /// Of another version of npbench.
        case other
    }

    package var kind: Kind
    /// The scales, or cells as `1000service8000pod x 8`, that it is about; empty for the whole run.
    package var about: [String]
    /// What was found; a sentence.
    package var finding: String
    /// What to do, or what it means for the numbers; a sentence, empty if the finding says it all.
    package var advice: String

    package init(_ kind: Kind, about: [String] = [], finding: String, advice: String) {
        self.kind = kind
        self.about = about
        self.finding = finding
        self.advice = advice
    }

    /// Finding and advice.
    package var description: String { advice.isEmpty ? finding : "\(finding) \(advice)" }

    /// Files from before warnings had kinds hold plain sentences, and later ones may have kinds that are unknown here.
    package init(from decoder: any Decoder) throws {
        if let sentence = try? decoder.singleValueContainer().decode(String.self) {
            self.init(.other, finding: sentence, advice: "")
            return
        }
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            Kind(rawValue: try fields.decode(String.self, forKey: .kind)) ?? .other,
            about: try fields.decode([String].self, forKey: .about),
            finding: try fields.decode(String.self, forKey: .finding),
            advice: try fields.decode(String.self, forKey: .advice)
        )
    }
}
