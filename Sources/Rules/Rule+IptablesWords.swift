extension Rule {
    /// What stands behind a command and its chain, as one line has it: `-d 10.0.0.2/32 -j ACCEPT`.
    package var iptablesSpecification: String {
        // What precedes it is `-A ` and the chain, of one letter here, and a blank.
        String(iptablesText(in: "C").dropFirst(5))
    }

    /// The words of `iptablesSpecification`, as the program `iptables` is given them by those who start it.
    package var iptablesWords: [String] {
        let reader: LineReader
        do throws(RuleParseError) {
            reader = try LineReader(line: 1, bytes: iptablesSpecification.utf8)
        } catch {
            preconditionFailure("a rule's text closes its quotes: \(error)")
        }
        return reader.all
    }
}
