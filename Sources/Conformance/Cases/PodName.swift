/// A pod of a case, `namespace/name`.
package struct PodName: Hashable, Comparable, Sendable {
    package var namespace: String
    package var name: String

    package init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    package static func < (left: PodName, right: PodName) -> Bool {
        (left.namespace, left.name) < (right.namespace, right.name)
    }
}

extension PodName: CustomStringConvertible {
    package var description: String { "\(namespace)/\(name)" }
}

extension PodName: ExpressibleByStringLiteral {
    /// Reads `namespace/name`; what has no stroke is a name of the namespace `default`.
    package init(stringLiteral text: String) {
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        self.init(namespace: parts.count == 2 ? parts[0] : "default", name: parts.last ?? "")
    }
}
