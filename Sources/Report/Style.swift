/// Whether text for people may hold terminal colours.
package enum Style: Sendable {
    case plain
    case coloured

    package func bold(_ text: String) -> String { escaped(text, "1") }

    func faint(_ text: String) -> String { escaped(text, "2") }

    /// Yellow and blue rather than red and green, for the colour-blind.
    func slower(_ text: String) -> String { escaped(text, "33") }

    func faster(_ text: String) -> String { escaped(text, "34") }

    private func escaped(_ text: String, _ code: String) -> String {
        self == .plain ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
