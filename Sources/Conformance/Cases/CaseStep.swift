/// Changes, and the probes that show what came of them.
package struct CaseStep: Equatable, Sendable {
    package var changes: [CaseChange]
    /// Made at once.
    ///
    /// A source that is no pod of the case's world is started for the step and removed after it, as
    /// upstream's throw-away client pods are.
    package var probes: [CaseProbe]

    package init(_ changes: [CaseChange] = [], probes: [CaseProbe]) {
        self.changes = changes
        self.probes = probes
    }

    /// Whether something changes that policies depend on.
    package var changesPolicy: Bool {
        changes.contains { change in
            switch change {
            case .start, .remove: false
            case .apply, .delete, .relabel, .relabelNamespace: true
            }
        }
    }
}
