/// What `nft -f -` reads to put tables in the place of those that are there, all in one transaction.
///
/// Packets see the old tables or the new ones, nothing between: nft sends a file as one batch, and the kernel takes it
/// whole or not at all. The text is made once, so that a transaction may be applied often and at little cost.
package struct NftTransaction: Equatable, Sendable {
    /// The names of all tables that it replaces, creates or removes.
    package let names: [String]
    /// The text.
    package let bytes: [UInt8]

    /// Replaces or creates `tables`, and removes those called `removed`, whether they are there or not.
    ///
    /// The tables must be valid (`Ruleset.validate()`): whatever nft could misread is refused there.
    package init(replacing tables: [NftTable], removing removed: [String] = []) {
        names = tables.map(\.name) + removed
        var text = TextBuffer(reserving: tables.listingSize)
        for name in names {
            // To delete what is not there is an error; to add what is there is none.
            text.write("add table ip \(name)\ndelete table ip \(name)\n")
        }
        for table in tables { text.write(table) }
        bytes = text.bytes
    }
}
