/// A header line of every request.
package struct LoadHeader: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Parses `Name: value`, white space around the value aside; nil for anything that is no header line.
    ///
    /// A name is a token (RFC 9110, section 5.1); a value has no control character but the tab.
    package init?(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        name = String(line[..<colon])
        let rest = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        value = String(rest.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        guard isValid else { return nil }
    }

    /// Whether the line can go over the wire as one.
    var isValid: Bool {
        !name.isEmpty && name.utf8.allSatisfy(LoadHeader.isToken)
            && value.utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7f }
    }

    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
