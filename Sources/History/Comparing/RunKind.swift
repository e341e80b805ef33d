package import Results

/// What makes a run's numbers comparable with another's.
package struct RunKind: Equatable, Sendable {
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

    private let facts: [(name: String, value: String)]

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
            ("build", run.machineAtStart["build.mode"] ?? "unknown"),
        ]
    }

    /// What of `new` is of another kind; empty if both may be compared.
    package func differences(to new: RunKind) -> [Difference] {
        zip(facts, new.facts).filter { $0.value != $1.value }.map {
            Difference(name: $0.name, base: $0.value, new: $1.value)
        }
    }

    package static func == (left: RunKind, right: RunKind) -> Bool { left.differences(to: right).isEmpty }
}
