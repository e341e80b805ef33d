import Linux
import Rules

/// One rule as the kernel lists it over netlink.
struct NftRuleEntry {
    private(set) var chain = ""
    /// What the first counter shows.
    private(set) var counters: Counters?
    private var running = EntryHash()

    /// A hash of its chain, its expressions and its comment, without counters; its handle and place are in the kernel's numbers
    /// and differ each time that it is written.
    var hash: UInt64 { running.value }

    /// The rule of a message of type NFT_MSG_NEWRULE, given what follows `struct nfgenmsg`.
    init(_ attributes: UnsafeRawBufferPointer) {
        for (type, value) in NetlinkAttributes(attributes) {
            switch type {
            case NfTables.RuleAttribute.chain:
                chain = value.text
                running.mix(chain)
            case NfTables.RuleAttribute.expressions:
                for (type, expression) in NetlinkAttributes(value) where type == NfTables.listElement {
                    mix(expression)
                }
            case NfTables.RuleAttribute.userData:
                running.mix(UInt64(value.count))
                running.mix(value)
            default: continue
            }
        }
    }

    private mutating func mix(_ expression: UnsafeRawBufferPointer) {
        var isCounter = false
        for (type, value) in NetlinkAttributes(expression) {
            switch type {
            case NfTables.ExpressionAttribute.name:
                isCounter = value.elementsEqual(NftRuleEntry.counterName)
                running.mix(UInt64(value.count))
                running.mix(value)
            case NfTables.ExpressionAttribute.data where isCounter:
                if counters == nil { counters = Counters(value) }
            case NfTables.ExpressionAttribute.data:
                running.mix(UInt64(value.count))
                running.mix(value)
            default: continue
            }
        }
    }

    private static let counterName = Array("counter\0".utf8)
}

extension Counters {
    /// The data of a counter expression.
    fileprivate init(_ attributes: UnsafeRawBufferPointer) {
        self = .zero
        for (type, value) in NetlinkAttributes(attributes) {
            switch type {
            case NfTables.CounterAttribute.bytes: bytes = value.bigEndian(UInt64.self) ?? 0
            case NfTables.CounterAttribute.packets: packets = value.bigEndian(UInt64.self) ?? 0
            default: continue
            }
        }
    }
}
