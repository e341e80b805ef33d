import Addressing

/// What the API server makes of a policy's CIDR (IsValidCIDRForLegacyField in pkg/util/validation/ip.go, 1.36).
struct CIDRText {
    /// The block, host bits cleared.
    var block: IPBlock
    /// Whether bits beyond the prefix are set, which the API server of today refuses.
    var hasHostBits: Bool

    /// Reads `text`; throws the problem if it is no CIDR at all, or one that can be read in two ways.
    init(_ text: String) throws(FieldProblem) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let digits = parts.count == 2 ? parts[1] : ""
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy(CIDRText.isDigit), let length = Int(digits)
        else { throw CIDRText.malformed(text) }
        let hasLeadingZero = digits.utf8.count > 1 && digits.hasPrefix("0")
        if parts[0].contains(":") {
            guard length <= 128, let address = IPv6Address(parts[0]) else { throw CIDRText.malformed(text) }
            if hasLeadingZero { throw CIDRText.leadingZeros(text) }
            guard !address.isMappedIPv4 else {
                throw .invalid(value: text, detail: "must not have an IPv4-mapped IPv6 address")
            }
            let block = IPv6CIDR(address, prefixLength: length)
            self.init(block: .v6(block), hasHostBits: block.network != address)
        } else {
            guard length <= 32, let (address, isPadded) = CIDRText.address(parts[0]) else {
                throw CIDRText.malformed(text)
            }
            if hasLeadingZero || isPadded { throw CIDRText.leadingZeros(text) }
            let block = IPv4CIDR(address, prefixLength: length)
            self.init(block: .v4(block), hasHostBits: block.network != address)
        }
    }

    init(_ block: IPBlock) {
        self.init(block: block, hasHostBits: false)
    }

    private init(block: IPBlock, hasHostBits: Bool) {
        self.block = block
        self.hasHostBits = hasHostBits
    }

    /// Whether every address of `other` is in this block, and not the other way round.
    func isStrictlyWider(than other: CIDRText) -> Bool {
        block.contains(other.block) && block != other.block
    }

    /// A dotted quad, and whether a number of it has zeros before it.
    private static func address(_ text: Substring) -> (IPv4Address, isPadded: Bool)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard let address = IPv4Address(numbers.map(String.init).joined(separator: ".")) else { return nil }
        return (address, numbers.map { "\($0)".utf8.count } != parts.map(\.utf8.count))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func malformed(_ text: String) -> FieldProblem {
        .invalid(value: text, detail: "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
    }

    private static func leadingZeros(_ text: String) -> FieldProblem {
        .invalid(value: text, detail: "must not have leading 0s in IP or prefix length")
    }
}
