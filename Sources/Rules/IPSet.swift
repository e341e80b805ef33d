package import Addressing

/// A kernel address set (ipset(8)).
package struct IPSet: Equatable, Sendable {
    /// What the set stores and how it looks it up.
    package enum Kind: String, Sendable, CaseIterable {
        case hashIP = "hash:ip"
        case hashNet = "hash:net"
        case hashIPPort = "hash:ip,port"
        case hashIPPortIP = "hash:ip,port,ip"
        case hashIPPortNet = "hash:ip,port,net"
        case bitmapPort = "bitmap:port"
    }

    /// A port of one protocol, `tcp:80`.
    package struct Port: Hashable, Sendable {
        package var transport: Transport
        package var number: UInt16

        package init(_ transport: Transport, _ number: UInt16) {
            self.transport = transport
            self.number = number
        }
    }

    package struct Entry: Hashable, Sendable {
        /// A single address in a `hash:ip` set; of the set's family.
        package var block: IPBlock
        /// The port beside the address in a set of such pairs; nil in the others.
        package var port: Port?
        /// The address behind the port in a `hash:ip,port,ip` set; nil in the others.
        package var peer: IPv4Address?
        /// Excludes the block from a wider one of the set (`nomatch`).
        package var isException: Bool
        /// Seconds until the entry leaves a set with timeouts, 0 for never; nil takes the set's default.
        package var timeout: Int?

        package init(
            _ block: IPBlock,
            port: Port? = nil,
            peer: IPv4Address? = nil,
            isException: Bool = false,
            timeout: Int? = nil
        ) {
            self.block = block
            self.port = port
            self.peer = peer
            self.isException = isException
            self.timeout = timeout
        }
    }

    /// At most 31 characters (`IPSET_MAXNAMELEN` - 1).
    package var name: String
    package var kind: Kind
    /// Whose addresses it holds.
    package var family: IPFamily
    /// Buckets of the hash table at creation.
    package var hashSize: Int
    /// The most entries the set may hold.
    package var maxEntries: Int
    /// Default timeout in seconds; 0 is "never, but entries may have one"; nil means a set without timeouts.
    package var timeout: Int?
    /// `bucketsize`, which newer ipset prints; nil leaves it to the kernel.
    package var bucketSize: Int?
    /// `initval`, which newer ipset prints; nil leaves it to the kernel.
    package var initialValue: UInt32?
    package var entries: [Entry]

    package init(
        name: String,
        kind: Kind,
        family: IPFamily = .ipv4,
        hashSize: Int = 1024,
        maxEntries: Int = 65536,
        timeout: Int? = nil,
        bucketSize: Int? = nil,
        initialValue: UInt32? = nil,
        entries: [Entry] = []
    ) {
        self.name = name
        self.kind = kind
        self.family = family
        self.hashSize = hashSize
        self.maxEntries = maxEntries
        self.timeout = timeout
        self.bucketSize = bucketSize
        self.initialValue = initialValue
        self.entries = entries
    }
}
