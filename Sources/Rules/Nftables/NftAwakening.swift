/// What `nft -f -` reads to let tables judge packets that stay in the kernel, asleep, while others do.
///
/// Writing a large set takes far longer than writing the rules that name it. So a table's frame, which is its sets and chains, is
/// written once, and its rules anew at every awakening, as with iptables, whose sets stay loaded while its tables are
/// replaced. The texts are made once and applied often.
package struct NftAwakening: Equatable, Sendable {
    /// The tables that are to judge packets.
    package let tables: [NftTable]
    /// Puts the frames of the tables, asleep, in the place of tables of the same names.
    package let frames: NftReplacement
    /// Give framed tables their rules; the last batch also awakens them.
    ///
    /// Empty if there are no tables. A single batch does it in one commit; of several the first must find the tables asleep.
    package let batches: [[UInt8]]

    /// Awakens `tables`, which must be valid (`Ruleset.validate()`).
    package init(_ tables: [NftTable], largestBatch: Int = NftReplacement.largestBatch) {
        self.tables = tables
        frames = NftReplacement(replacing: tables.map(\.frame), largestBatch: largestBatch)
        var writer = NftBatchWriter(largestBatch: largestBatch)
        for table in tables { writer.refill(table) }
        if !tables.isEmpty { writer.awaken(tables) }
        batches = writer.batches
    }
}

extension NftTable {
    /// The table without rules, asleep.
    fileprivate var frame: NftTable {
        var frame = self
        frame.isDormant = true
        for chain in frame.chains.indices { frame.chains[chain].rules = [] }
        return frame
    }
}
