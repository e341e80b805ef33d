/// How finely the samples of a quad are interleaved.
package enum Interleaving: String, Codable, Sendable, CaseIterable {
    /// Both treatments stand side by side, each in a twin of its own, and are loaded in turns of some milliseconds.
    case fine
    /// One twin is loaded in one treatment, then its rules are switched to the other.
    case coarse
}
