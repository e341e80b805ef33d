/// A Kubernetes namespace (core/v1).
package struct Namespace: Equatable, Sendable {
    package var name: String
    package var labels: [String: String]

    package init(name: String, labels: [String: String] = [:]) {
        self.name = name
        self.labels = labels
    }
}
