/// A port number in a manifest: 1 to 65535.
struct PortNumber: Codable {
    var number: UInt16

    init(_ number: UInt16) {
        self.number = number
    }

    init(from decoder: any Decoder) throws {
        let value: Int
        do {
            value = try Int(from: decoder)
        } catch is DecodingError {
            throw decoder.fault("expected a whole number, found something else")
        } catch {
            // JSONDecoder's own error for 1.5 and for 1e30 does not say where.
            throw decoder.fault("expected a port number from 1 to 65535, found a number that cannot be one")
        }
        guard let number = UInt16(exactly: value), number > 0 else {
            throw decoder.refusal(.invalidNumber(value, detail: APIText.portRange))
        }
        self.number = number
    }

    func encode(to encoder: any Encoder) throws {
        try Int(number).encode(to: encoder)
    }
}
