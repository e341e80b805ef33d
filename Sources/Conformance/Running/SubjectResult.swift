package import Addressing

/// What came of all cases under one controller.
package struct SubjectResult: Equatable, Sendable {
    package var controller: String
    /// The families over which it was tried, IPv4 first.
    package var families: [IPFamily]
    package var cases: [CaseResult]
    /// What came of generated clusters; nil if there were none.
    package var generated: ClusterTally?
    package var seconds: Double

    package init(
        controller: String,
        families: [IPFamily] = [.ipv4],
        cases: [CaseResult],
        generated: ClusterTally? = nil,
        seconds: Double
    ) {
        self.controller = controller
        self.families = families
        self.cases = cases
        self.generated = generated
        self.seconds = seconds
    }

    /// The controller, and the families if they are not IPv4 alone: `kube-router-2.11 (IPv6)`.
    package var title: String { controller + familyNote }

    /// What a title has behind it: ` (IPv6)`; empty for IPv4 alone.
    var familyNote: String {
        families == [.ipv4] ? "" : " (\(families.map(\.title).joined(separator: " and ")))"
    }

    /// Probes of the cases, and of the generated clusters.
    package var probeCount: Int { cases.reduce(generated?.probes ?? 0) { $0 + $1.probes.count } }

    /// Undeclared mismatches of both.
    package var mismatchCount: Int { cases.reduce(generated?.mismatches ?? 0) { $0 + $1.mismatches.count } }

    /// The result of the case of that name.
    package subscript(name: String) -> CaseResult? { cases.first { $0.name == name } }
}
