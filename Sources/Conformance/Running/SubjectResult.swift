/// What came of all cases under one controller.
package struct SubjectResult: Equatable, Sendable {
    package var controller: String
    package var cases: [CaseResult]
    /// What came of generated clusters; nil if there were none.
    package var generated: ClusterTally?
    package var seconds: Double

    package init(controller: String, cases: [CaseResult], generated: ClusterTally? = nil, seconds: Double) {
        self.controller = controller
        self.cases = cases
        self.generated = generated
        self.seconds = seconds
    }

    /// Probes of the cases, and of the generated clusters.
    package var probeCount: Int { cases.reduce(generated?.probes ?? 0) { $0 + $1.probes.count } }

    /// Undeclared mismatches of both.
    package var mismatchCount: Int { cases.reduce(generated?.mismatches ?? 0) { $0 + $1.mismatches.count } }

    /// The result of the case of that name.
    package subscript(name: String) -> CaseResult? { cases.first { $0.name == name } }
}
