/// A network namespace of the twin, as people name it: `client`, `node`, `cluster`, `pod/NAME`, `pod/NAMESPACE/NAME`.
package enum TwinPlace: Sendable, Hashable {
    case client
    case node
    /// The rest of the cluster: all remote pods.
    case cluster
    /// A local pod; without a namespace the only one of that name is meant.
    case pod(namespace: String?, name: String)

    /// Parses a place; nil if it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("client", 1): self = .client
        case ("node", 1): self = .node
        case ("cluster", 1): self = .cluster
        case ("pod", 2) where !parts[1].isEmpty: self = .pod(namespace: nil, name: parts[1])
        case ("pod", 3) where !parts[1].isEmpty && !parts[2].isEmpty: self = .pod(namespace: parts[1], name: parts[2])
        default: return nil
        }
    }

    /// The name of the place's network namespace among those of a twin; nil for a client that is the process itself.
    ///
    /// - Throws: if no pod is meant, or more than one.
    package func namespaceName(among names: [String]) throws(TwinError) -> String? {
        switch self {
        case .client: return names.contains("client") ? "client" : nil
        case .node: return "node"
        case .cluster: return "cluster"
        case .pod(let namespace, let name):
            let matches = names.filter { candidate in
                guard let dot = candidate.firstIndex(of: ".") else { return false }
                return candidate[candidate.index(after: dot)...] == name
                    && (namespace == nil || candidate[..<dot] == namespace ?? "")
            }
            guard let match = matches.first, matches.count == 1 else {
                throw matches.isEmpty ? noPod(names) : severalPods(matches)
            }
            return match
        }
    }

    private func noPod(_ names: [String]) -> TwinError {
        let pods = names.filter { $0.contains(".") }.sorted().prefix(3).map { "pod/\(TwinPlace.slashed($0))" }
        return TwinError(
            .failed,
            "the twin has no \(self); it has \(pods.joined(separator: ", ")) and others like them"
        )
    }

    private func severalPods(_ matches: [String]) -> TwinError {
        let choices = matches.sorted().map { "pod/\(TwinPlace.slashed($0))" }
        return TwinError(.failed, "\(self) may be \(choices.joined(separator: " or ")); say which")
    }

    private static func slashed(_ name: String) -> String {
        name.split(separator: ".", maxSplits: 1).joined(separator: "/")
    }
}

extension TwinPlace: CustomStringConvertible {
    package var description: String {
        switch self {
        case .client: "client"
        case .node: "node"
        case .cluster: "cluster"
        case .pod(let namespace?, let name): "pod/\(namespace)/\(name)"
        case .pod(nil, let name): "pod/\(name)"
        }
    }
}
