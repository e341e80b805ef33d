/// The name of an object or a port.
///
/// Letters, digits, `-`, `_` and `.`, at most 253 (apimachinery, pkg/util/validation): names end up in rules' comments.
/// Empty is the name of a Service's only port.
struct ObjectName: Codable {
    var text: String

    init(_ text: String) {
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard text.utf8.count <= 253, text.utf8.allSatisfy(ObjectName.isAllowed) else {
            throw decoder.fault(expected: "a name of letters, digits, '-' and '.'", found: text)
        }
        self.text = text
    }

    func encode(to encoder: any Encoder) throws {
        try text.encode(to: encoder)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
