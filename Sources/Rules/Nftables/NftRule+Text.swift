extension NftRule {
    /// The rule as `nft list` prints it, after the name of its `chain`.
    package func nftText(in chain: String) -> String {
        var text = TextBuffer(reserving: 160)
        text.write(chain)
        text.write(" ")
        text.write(self)
        return text.text
    }
}
