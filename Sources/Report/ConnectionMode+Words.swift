import Results

extension ConnectionMode {
    /// As a part of a sentence.
    var words: String {
        switch self {
        case .perRequest: "a new connection per request"
        case .keepAlive: "connections kept alive"
        }
    }
}

extension RunPlan {
    /// How the load of the run uses connections, as a part of a sentence.
    var connectionWords: String { modes.map(\.words).joined(separator: " and ") }

    /// Whether connections must be named to tell one curve from another.
    var hasSeveralModes: Bool { modes.count > 1 }
}
