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
        let text = try String(from: decoder)
        if let problem = APIText.problem(ofPortName: text) {
            throw decoder.refusal(.invalid(value: text, detail: problem))
        }
        self = .name(ObjectName(text))
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
