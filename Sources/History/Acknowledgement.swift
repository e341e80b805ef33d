/// A person's word that a change is known and meant, so that it fails no build until it expires.
package struct Acknowledgement: Codable, Equatable, Sendable {
    /// The first entry of the new regime; changes found up to two runs beside it are the same.
    package var entry: Int64
    package var reason: String
    /// The last day on which it holds, `YYYY-MM-DD` in UTC.
    package var expires: String

    package init(entry: Int64, reason: String, expires: String) {
        self.entry = entry
        self.reason = reason
        self.expires = expires
    }

    /// Whether it still holds on `day`, `YYYY-MM-DD`.
    package func holds(on day: String) -> Bool { day <= expires }
}
