import Addressing

extension TextBuffer {
    /// Writes `-A CHAIN ...` as `iptables-legacy-save` prints the rule, without the line's end.
    mutating func write(_ rule: Rule, of chain: String) {
        write("-A ")
        write(chain)
        write(block: rule.source, option: " -s ")
        write(block: rule.destination, option: " -d ")
        write(rule.inInterface, option: " -i ") { $0.write($1) }
        write(rule.outInterface, option: " -o ") { $0.write($1) }
        write(rule.transport, option: " -p ") { $0.write($1.rawValue) }
        for match in rule.matches { write(match) }
        if let target = rule.target { write(target) }
    }

    /// Writes `[packets:bytes]`.
    mutating func write(_ counters: Counters) {
        write("[")
        write(decimal: counters.packets)
        write(":")
        write(decimal: counters.bytes)
        write("]")
    }

    /// Writes ` OPTION VALUE` with `!` in front if the criterion is inverted; nothing if there is none.
    mutating func write<Value>(
        _ criterion: Negatable<Value>?,
        option: StaticString,
        _ write: (inout TextBuffer, Value) -> Void
    ) {
        guard let criterion else { return }
        if criterion.isNegated { self.write(" !") }
        self.write(option)
        write(&self, criterion.value)
    }

    /// The kernel stores "any address" as no criterion at all, so the listing does not name it.
    private mutating func write(block: Negatable<IPBlock>?, option: StaticString) {
        if let block, !block.isNegated, block.value.prefixLength == 0 { return }
        write(block, option: option) { $0.write($1) }
    }
}
