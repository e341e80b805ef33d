extension Rule {
    /// The rule as `iptables-legacy-save` prints it in `chain`: `-A CHAIN ...`, without counters and line end.
    package func iptablesText(in chain: String) -> String {
        var text = TextBuffer(reserving: 160)
        text.write(self, of: chain)
        return text.text
    }
}
