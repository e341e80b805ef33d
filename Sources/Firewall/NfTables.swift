/// The numbers of nf_tables over netlink that are used here (linux/netfilter/nf_tables.h, linux/netfilter/nfnetlink.h).
enum NfTables {
    /// Types of messages: the subsystem above, what is asked for below.
    static let subsystem: UInt16 = 10 << 8
    static let getTable = subsystem | 1
    static let getRule = subsystem | 7
    static let getGeneration = subsystem | 16

    /// `struct nfgenmsg`, which every message begins with: family, version, a number that requests leave 0.
    static let familyHeaderSize = 4
    static let unspecified: [UInt8] = [0, 0, 0, 0]
    static let ipv4: [UInt8] = [2, 0, 0, 0]

    static let listElement = 1
    static let generationID = 1

    enum TableAttribute {
        static let name = 1
        static let flags = 2
        static let dormant: UInt32 = 1
    }

    enum RuleAttribute {
        static let table: UInt16 = 1
        static let chain = 2
        static let expressions = 4
        /// Where nft keeps a rule's comment.
        static let userData = 7
    }

    enum ExpressionAttribute {
        static let name = 1
        static let data = 2
    }

    enum CounterAttribute {
        static let bytes = 1
        static let packets = 2
    }
}
