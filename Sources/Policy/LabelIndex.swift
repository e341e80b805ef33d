import Cluster

/// The pods of a namespace by their labels, so that a selector that names values looks at few of them.
struct LabelIndex: Sendable {
    private struct Label: Hashable {
        var key: String
        var value: String
    }

    /// Ascending places, by label.
    private let places: [Label: [Int]]

    /// An index of pods by the places that they have here.
    init(of labels: some Sequence<[String: String]>) {
        var places: [Label: [Int]] = [:]
        for (place, labels) in labels.enumerated() {
            for (key, value) in labels { places[Label(key: key, value: value), default: []].append(place) }
        }
        self.places = places
    }

    /// Places among which all are that `selector` selects, ascending; nil if it names no value that would narrow them down.
    ///
    /// - Parameter readsExpressions: whether matchExpressions count; without them only matchLabels can narrow.
    func candidates(for selector: LabelSelector, readsExpressions: Bool) -> [Int]? {
        var lists = selector.matchLabels.map { places[Label(key: $0.key, value: $0.value)] ?? [] }
        if readsExpressions {
            for requirement in selector.matchExpressions where requirement.operator == .in {
                let values = Set(requirement.values)
                // A pod has one value under a key, so that no place comes twice.
                lists.append(values.flatMap { places[Label(key: requirement.key, value: $0)] ?? [] }.sorted())
            }
        }
        return lists.min { $0.count < $1.count }
    }
}
