import Addressing

extension TextBuffer {
    /// Writes the rule as nft lists it, without the line's indentation and end.
    mutating func write(_ rule: NftRule) {
        write(rule.statements, separator: " ") { $0.write($1) }
        guard let comment = rule.comment else { return }
        write(" ")
        write(nftComment: comment)
    }

    /// Writes `comment "TEXT"`; nft knows no escape, so `NftTable.validate()` refuses what would need one.
    mutating func write(nftComment comment: String) {
        write("comment \"")
        write(comment)
        write("\"")
    }

    /// Writes a verdict with the chain that it names.
    mutating func write(_ verdict: NftVerdict) {
        switch verdict {
        case .accept: write("accept")
        case .drop: write("drop")
        case .return: write("return")
        case .jump(let chain):
            write("jump ")
            write(chain)
        case .goto(let chain):
            write("goto ")
            write(chain)
        }
    }

    /// Writes a block as nft does: a single address without its prefix length.
    mutating func write(nft block: IPBlock) {
        if block.isSingle { write(block.network) } else { write(block) }
    }

    private mutating func write(_ statement: NftStatement) {
        switch statement {
        case .address(let end, let operand):
            write(operand.value.family == .ipv4 ? "ip " : "ip6 ")
            write(end.nftField)
            write(operand.isNegated ? " != " : " ")
            switch operand.value {
            case .block(let block): write(nft: block)
            case .set(let name, _):
                write("@")
                write(name)
            }
        case .localAddress(let end):
            write("fib ")
            write(end.nftField)
            write(" type local")
        case .transport(let transport):
            write("meta l4proto ")
            write(transport.rawValue)
        case .destinationPort(let transport, let ports):
            write(transport.rawValue)
            write(" dport ")
            write(decimal: ports.lower)
            guard ports.upper != ports.lower else { return }
            write("-")
            write(decimal: ports.upper)
        case .icmpType(let type):
            write("icmp type ")
            write(type.rawValue)
        case .icmpv6Type(let type):
            write("icmpv6 type ")
            write(type.rawValue)
        case .connectionState(let states):
            write("ct state ")
            write(states, separator: ",") { $0.write($1.rawValue.lowercased()) }
        case .translated: write("ct status dnat")
        case .mark(let mark):
            write("meta mark & ")
            write(hexadecimal: mark.value.mask, places: 8)
            write(mark.isNegated ? " != " : " == ")
            write(hexadecimal: mark.value.value, places: 8)
        case .member(let fields, let set):
            write(fields)
            write(" @\(set)")
        case .verdictMap(let fields, let map):
            write(fields)
            write(" vmap @\(map)")
        case .limit(let rate, let burst): write("limit rate \(rate) burst \(burst) packets")
        case .counter(let counters):
            write("counter packets ")
            write(decimal: counters.packets)
            write(" bytes ")
            write(decimal: counters.bytes)
        case .log(let group): write("log group \(group)")
        case .setMark(let operation, let value):
            write("meta mark set meta mark \(operation.rawValue) ")
            write(hexadecimal: value, places: 8)
        case .verdict(let verdict): write(verdict)
        case .reject: write("reject")
        case .masquerade(let fullyRandom): write(fullyRandom ? "masquerade fully-random" : "masquerade")
        case .dnat(let endpoints):
            write("dnat ip to numgen random mod \(endpoints.count) map { ")
            write(endpoints.enumerated(), separator: ", ") { text, choice in
                text.write(decimal: UInt(choice.offset))
                text.write(" : ")
                text.write(choice.element.address)
                text.write(" . ")
                text.write(decimal: choice.element.port)
            }
            write(" }")
        }
    }

    private mutating func write(_ fields: [NftField]) {
        write(fields, separator: " . ") { $0.write($1.rawValue) }
    }
}

extension SetDirection {
    /// The address field of an IP header.
    var nftField: String { self == .source ? "saddr" : "daddr" }
}
