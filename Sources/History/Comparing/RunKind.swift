package import Results

/// What makes a run's numbers comparable with another's.
package struct RunKind: Sendable {
    /// One fact that differs.
    package struct Difference: Codable, Equatable, Sendable {
        package var name: String
        package var base: String
        package var new: String

        package init(name: String, base: String, new: String) {
            self.name = name
            self.base = base
            self.new = new
        }
    }

    /// Nil for what plays no part in a run.
    private let facts: [(name: String, value: String?)]

    package init(_ run: RunRecord) {
        let plan = run.plan
        facts = [
            ("machine", run.machineAtStart["fingerprint"] ?? "unknown"),
            ("service proxy", plan.serviceProxy),
            ("controller", plan.controller),
            ("policies", plan.policies.sorted().joined(separator: " ")),
            ("target", plan.target),
            ("position", plan.position),
            ("connections", plan.modes.map(\.rawValue).joined(separator: ",")),
            ("levels", plan.levels.map(String.init).joined(separator: ",")),
            ("injected rules", String(plan.injectedRules ?? 0)),
            ("interleaving", (plan.interleaving ?? .coarse).rawValue),
            // Cells of other arms are the same with and without it.
            ("sync period", plan.churnSeconds.map { "\($0) s" }),
            ("build", run.machineAtStart["build.mode"] ?? "unknown"),
        ]
    }

    /// What of `new` is of another kind; empty if both may be compared.
    ///
    /// What only one of them has, no cell of both depends on.
    package func differences(to new: RunKind) -> [Difference] {
        zip(facts, new.facts).compactMap { base, new in
            guard let old = base.value, let value = new.value, old != value else { return nil }
            return Difference(name: base.name, base: old, new: value)
        }
    }
}
