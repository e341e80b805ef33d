extension Ruleset {
    /// Reads what `iptables-legacy-save` and `ipset save` print.
    ///
    /// Lines that begin with `#` and empty lines are passed over. Whatever the model cannot hold is an error that names
    /// the line and the option. Cost: about 4 us a rule.
    package init(iptablesSave: String, ipsetSave: String = "") throws(RuleParseError) {
        self.init(tables: try IptablesParser(iptablesSave).tables, sets: try IPSetParser(ipsetSave).sets)
    }
}
