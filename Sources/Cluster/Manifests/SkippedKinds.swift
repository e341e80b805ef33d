/// Objects of a manifest that were passed over because no rule depends on their kinds.
package struct SkippedKinds: Equatable, Sendable {
    /// How many there are of each kind.
    package private(set) var counts: [String: Int] = [:]

    package init() {}

    /// How many there are in all.
    package var total: Int { counts.values.reduce(0, +) }

    /// Counts one more object.
    package mutating func add(_ kind: String) {
        counts[kind, default: 0] += 1
    }
}

extension SkippedKinds: CustomStringConvertible {
    /// Such as `3 objects of kinds that no rule depends on (2 ConfigMap, 1 Secret)`: the most frequent first.
    package var description: String {
        let kinds = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map { kind, count in
            // A kind is the file's own text.
            kind.allSatisfy { $0.isASCII && $0.isLetter } ? "\(count) \(kind)" : "\(count) \(kind.quoted)"
        }
        let objects = total == 1 ? "1 object of a kind" : "\(total) objects of kinds"
        return "\(objects) that no rule depends on (\(kinds.listed(atMost: 5)))"
    }
}
