import Addressing

/// An address of either family in a manifest.
///
/// Nil stands for what may stand there and is none: nothing, or `None` (a headless Service).
struct AddressField: Codable {
    private var value: IPAddress?

    init(_ address: IPAddress?) {
        value = address
    }

    init(_ address: IPv4Address?) {
        value = address.map(IPAddress.v4)
    }

    /// The address if it is an IPv4 one.
    var address: IPv4Address? {
        if case .v4(let address) = value { address } else { nil }
    }

    /// The address if it is an IPv6 one.
    var address6: IPv6Address? {
        if case .v6(let address) = value { address } else { nil }
    }

    init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard !text.isEmpty, text != "None" else { return }
        guard let address = IPAddress(text) else { throw decoder.fault(expected: "an IP address", found: text) }
        value = address
    }

    func encode(to encoder: any Encoder) throws {
        try (value?.description ?? "None").encode(to: encoder)
    }
}
