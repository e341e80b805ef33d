/// The forms of names and labels that the API server takes, with its sentences for the others.
///
/// Each gives the problem, or nil for a text that is fine (apimachinery, pkg/api/validate/content and
/// pkg/util/validation).
enum APIText {
    /// The name of most objects: labels of DNS joined by dots, at most 253 bytes.
    static func problem(ofSubdomain text: String) -> String? {
        if text.utf8.count > 253 { return tooLong(253) }
        return isSubdomain(text) ? nil : notSubdomain
    }

    /// The name of a namespace: one label of DNS, at most 63 bytes.
    static func problem(ofLabel text: String) -> String? {
        if text.utf8.count > 63 { return tooLong(63) }
        if isDNSLabel(text[...]) { return nil }
        return isSubdomain(text) ? "must not contain dots" : notDNSLabel
    }

    /// A label's key: a name, before which may stand a domain and a slash.
    static func problem(ofLabelKey text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else {
            return "a valid label key \(notQualified) with an optional DNS subdomain prefix and '/' "
                + "(e.g. 'example.com/MyName')"
        }
        if parts.count == 2 {
            if parts[0].isEmpty { return "prefix part must be non-empty" }
            if let problem = problem(ofSubdomain: String(parts[0])) { return "prefix part \(problem)" }
        }
        let name = parts[parts.count - 1]
        if name.isEmpty { return "name part must be non-empty" }
        if name.utf8.count > 63 { return "name part \(tooLong(63))" }
        return isQualifiedName(name) ? nil : "name part \(notQualified)"
    }

    /// A label's value, which may be empty.
    static func problem(ofLabelValue text: String) -> String? {
        if text.utf8.count > 63 { return tooLong(63) }
        if text.isEmpty || isQualifiedName(text[...]) { return nil }
        return "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
            + "start and end with an alphanumeric character (e.g. 'MyValue', or 'my_value', or '12345')"
    }

    /// The name of a port (RFC 6335, in lower case), at most 15 bytes.
    static func problem(ofPortName text: String) -> String? {
        if text.utf8.count > 15 { return tooLong(15) }
        guard !text.isEmpty, text.utf8.allSatisfy({ isLowerAlphanumeric($0) || $0 == hyphen }) else {
            return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"
        }
        if text.utf8.allSatisfy({ !isLowerLetter($0) }) { return "must contain at least one letter (a-z)" }
        if text.contains("--") { return "must not contain consecutive hyphens" }
        return text.hasPrefix("-") || text.hasSuffix("-") ? "must not begin or end with a hyphen" : nil
    }

    /// What a port number must be that is not from 1 to 65535.
    static let portRange = "must be between 1 and 65535, inclusive"

    private static let notSubdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
        + "and end with an alphanumeric character (e.g. 'example.com')"
    private static let notDNSLabel =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
        + "with an alphanumeric character (e.g. 'my-name', or '123-abc')"
    private static let notQualified =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
        + "character (e.g. 'MyName', or 'my.name', or '123-abc')"

    private static func tooLong(_ limit: Int) -> String { "must be no more than \(limit) bytes" }

    private static func isSubdomain(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isDNSLabel)
    }

    private static func isDNSLabel(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return isLowerAlphanumeric(first) && isLowerAlphanumeric(last)
            && text.utf8.allSatisfy { isLowerAlphanumeric($0) || $0 == hyphen }
    }

    private static func isQualifiedName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy {
                isAlphanumeric($0) || [hyphen, UInt8(ascii: "_"), UInt8(ascii: ".")].contains($0)
            }
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isLowerLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
