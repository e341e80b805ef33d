package import Addressing

/// A named nftables set, or a map from its keys to verdicts.
package struct NftSet: Equatable, Sendable {
    /// The type of one field of the keys, as nft names it.
    package enum KeyType: String, Hashable, Sendable, CaseIterable {
        case address = "ipv4_addr"
        case address6 = "ipv6_addr"
        case transport = "inet_proto"
        case port = "inet_service"
    }

    /// The value of one field of a key.
    package enum Value: Hashable, Sendable {
        /// A single address unless the set holds intervals.
        case address(IPBlock)
        case transport(Transport)
        case port(UInt16)

        /// The type of field that the value fits.
        package var type: KeyType {
            switch self {
            case .address(.v4): .address
            case .address(.v6): .address6
            case .transport: .transport
            case .port: .port
            }
        }
    }

    package struct Element: Hashable, Sendable {
        /// One value a field of the set's key.
        package var key: [Value]
        package var comment: String?
        /// What a map gives for the key; nil in a set.
        package var verdict: NftVerdict?

        package init(_ key: [Value], comment: String? = nil, verdict: NftVerdict? = nil) {
            self.key = key
            self.comment = comment
            self.verdict = verdict
        }
    }

    package var name: String
    /// The types of the keys' fields; several make a concatenation.
    package var key: [KeyType]
    /// Whether the set maps keys to verdicts (`map NAME { type KEY : verdict }`).
    package var isVerdictMap: Bool
    /// Whether an element may be a block of addresses (`flags interval`).
    package var holdsIntervals: Bool
    package var comment: String?
    /// Without order: the kernel lists them as it likes.
    package var elements: [Element]

    package init(
        name: String,
        key: [KeyType],
        isVerdictMap: Bool = false,
        holdsIntervals: Bool = false,
        comment: String? = nil,
        elements: [Element] = []
    ) {
        self.name = name
        self.key = key
        self.isVerdictMap = isVerdictMap
        self.holdsIntervals = holdsIntervals
        self.comment = comment
        self.elements = elements
    }
}

extension NftSet.Value: Comparable {
    package static func < (left: NftSet.Value, right: NftSet.Value) -> Bool {
        switch (left, right) {
        case (.address(let left), .address(let right)):
            (left.network, left.prefixLength) < (right.network, right.prefixLength)
        default: left.rank < right.rank
        }
    }

    /// A number that orders the values of one type that are no addresses.
    private var rank: Int {
        switch self {
        case .address: 0
        case .transport(let transport): transport.number
        case .port(let port): Int(port)
        }
    }
}
