import Addressing

/// An address in a manifest.
///
/// Nil stands for what is no IPv4 address but may stand there: nothing, `None` (a headless Service) or an IPv6 address.
struct AddressField: Codable {
    var address: IPv4Address?

    init(_ address: IPv4Address?) {
        self.address = address
    }

    init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard !text.isEmpty, text != "None", !text.contains(":") else { return }
        guard let address = IPv4Address(text) else { throw decoder.fault(expected: "an IP address", found: text) }
        self.address = address
    }

    func encode(to encoder: any Encoder) throws {
        try (address?.description ?? "None").encode(to: encoder)
    }
}
