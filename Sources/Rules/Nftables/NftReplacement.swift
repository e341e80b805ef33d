/// What `nft -f -` reads, one run for each batch, to put tables in the place of those that are there.
///
/// Usually that is one batch, which the kernel takes whole or not at all, so that packets see the old tables or the new ones and
/// nothing between. nft hands a batch over in one message, though, and without rights on the machine no message may be
/// longer than its socket's buffer (`netlink_sendmsg`, net/netlink/af_netlink.c). What is longer is written piece by piece into
/// dormant tables, which judge nothing, and the last batch awakens them. The text is made once and applied often.
package struct NftReplacement: Equatable, Sendable {
    /// Bytes of netlink messages that a batch may come to, by the estimates of `netlinkSize`.
    ///
    /// The buffer holds 425,984 (twice `SO_SNDBUF`'s 212,992); estimates are above what was measured with nft 1.0.6.
    package static let largestBatch = 400_000

    /// The names of all tables that it replaces, creates or removes.
    package let names: [String]
    /// The texts, in their order.
    package let batches: [[UInt8]]

    /// Replaces or creates `tables`, asleep if they are dormant, and removes those of IPv4 called `removed` and those of IPv6 called `removed6`, whether
    /// they are there or not.
    ///
    /// The tables must be valid (`Ruleset.validate()`): whatever nft could misread is refused there.
    package init(
        replacing tables: [NftTable],
        removing removed: [String] = [],
        removingIPv6 removed6: [String] = [],
        largestBatch: Int = NftReplacement.largestBatch
    ) {
        names = tables.map(\.name) + removed + removed6
        var text = TextBuffer(reserving: tables.listingSize)
        let replaced = tables.map { "\($0.family.rawValue) \($0.name)" }
        for name in replaced + removed.map({ "ip \($0)" }) + removed6.map({ "ip6 \($0)" }) {
            // To delete what is not there is an error; to add what is there is none.
            text.write("add table \(name)\ndelete table \(name)\n")
        }
        guard tables.reduce(0, { $0 + $1.netlinkSize }) > largestBatch else {
            for table in tables { text.write(table) }
            batches = [text.bytes]
            return
        }
        var writer = NftBatchWriter(beginningWith: text, largestBatch: largestBatch)
        for table in tables { writer.write(table) }
        writer.endBatch()
        let awake = tables.filter { !$0.isDormant }
        if !awake.isEmpty { writer.awaken(awake) }
        batches = writer.batches
    }
}
