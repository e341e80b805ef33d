package import Cluster

extension LabelSelector {
    /// Whether an object with `labels` is selected; all requirements must hold, and none at all selects everything.
    ///
    /// A key that is missing satisfies NotIn and DoesNotExist (apimachinery, pkg/labels/selector.go).
    package func matches(_ labels: [String: String], dialect: PolicyDialect = .standard) -> Bool {
        matchLabels.allSatisfy { labels[$0.key] == $0.value }
            && (!dialect.readsMatchExpressions || matchExpressions.allSatisfy { $0.holds(for: labels) })
    }
}

extension LabelSelector.Requirement {
    func holds(for labels: [String: String]) -> Bool {
        switch `operator` {
        case .in: labels[key].map(values.contains) ?? false
        case .notIn: !(labels[key].map(values.contains) ?? false)
        case .exists: labels[key] != nil
        case .doesNotExist: labels[key] == nil
        }
    }
}
