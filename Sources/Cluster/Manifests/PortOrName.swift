/// A port number, or the name of a container's port.
enum PortOrName: Codable {
    case number(PortNumber)
    case name(ObjectName)

    /// Reads what a Service's `targetPort` says, as the model keeps it.
    init(_ text: String) {
        self = UInt16(text).map { .number(PortNumber($0)) } ?? .name(ObjectName(text))
    }

    init(from decoder: any Decoder) throws {
        let isNumber = (try? Int(from: decoder)) != nil
        guard !isNumber else {
            self = try .number(PortNumber(from: decoder))
            return
        }
        let name = try ObjectName(from: decoder)
        // Names of ports have a letter (RFC 6335), so that 1.5 is none.
        guard name.text.contains(where: \.isLetter) else {
            throw decoder.fault(expected: "a port number or name", found: name.text)
        }
        self = .name(name)
    }

    var text: String {
        switch self {
        case .number(let port): "\(port.number)"
        case .name(let name): name.text
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .number(let port): try port.encode(to: encoder)
        case .name(let name): try name.encode(to: encoder)
        }
    }
}
