/// A port number in a manifest: 1 to 65535.
struct PortNumber: Codable {
    var number: UInt16

    init(_ number: UInt16) {
        self.number = number
    }

    init(from decoder: any Decoder) throws {
        let value = try Int(from: decoder)
        guard let number = UInt16(exactly: value), number > 0 else {
            throw decoder.fault(expected: "a port number from 1 to 65535", found: "\(value)")
        }
        self.number = number
    }

    func encode(to encoder: any Encoder) throws {
        try Int(number).encode(to: encoder)
    }
}
