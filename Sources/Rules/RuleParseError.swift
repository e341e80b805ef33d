/// Saved rules or sets that cannot be read: where, what, and what to do about it.
package struct RuleParseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1.
    package var line: Int
    /// The option, name or word that stopped the reading.
    package var option: String
    package var cause: String
    package var remedy: String

    package init(line: Int, option: String, cause: String, remedy: String) {
        self.line = line
        self.option = option
        self.cause = cause
        self.remedy = remedy
    }

    package var description: String { "cannot read line \(line) at '\(option)': \(cause); \(remedy)" }
}
