import Addressing

/// A block of addresses in CIDR notation in a manifest; nil stands for an IPv6 block.
struct BlockField: Codable {
    var block: IPv4CIDR?

    init(_ block: IPv4CIDR) {
        self.block = block
    }

    init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard !text.contains(":") else { return }
        guard text.contains("/"), let block = IPv4CIDR(text) else {
            throw decoder.fault(expected: "a CIDR such as 14.215.0.0/16", found: text)
        }
        self.block = block
    }

    func encode(to encoder: any Encoder) throws {
        try block?.description.encode(to: encoder)
    }
}
