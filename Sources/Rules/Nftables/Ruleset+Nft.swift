extension Ruleset {
    /// All tables of nftables as `nft list ruleset` prints them and `nft -f -` reads them.
    package var nftList: String { nftables.nftList }

    /// Reads what `nft list ruleset` or `nft list table` prints; see `[NftTable].init(nftList:)`.
    package init(nftList: String) throws(RuleParseError) {
        self.init(nftables: try [NftTable](nftList: nftList))
    }
}
