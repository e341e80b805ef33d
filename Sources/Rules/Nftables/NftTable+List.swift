import Addressing

extension NftTable {
    /// The table as `nft list table` of nft 1.0.6 prints it, and as `nft -f -` reads it into an empty table.
    package var nftList: String { [self].nftList }
}

extension [NftTable] {
    /// The tables as `nft list ruleset` prints them.
    package var nftList: String {
        var text = TextBuffer(reserving: listingSize)
        for table in self { text.write(table) }
        return text.text
    }

    /// About how many bytes the listing takes.
    var listingSize: Int {
        reduce(0) { size, table in
            size + 128 * table.ruleCount + table.sets.reduce(256) { $0 + 48 * $1.elements.count + 256 }
        }
    }
}

extension TextBuffer {
    /// Writes a whole table; blocks stand apart by an empty line, as nft's own do, and from flags too.
    mutating func write(_ table: NftTable) {
        write("table ")
        write(table.family.rawValue)
        write(" ")
        write(table.name)
        write(" {\n")
        if table.isDormant { write("\tflags dormant\n") }
        write(comment: table.comment, indentation: "\t")
        var isFirst = !table.isDormant
        for set in table.sets {
            if !isFirst { write("\n") }
            isFirst = false
            write(set)
        }
        for chain in table.chains {
            if !isFirst { write("\n") }
            isFirst = false
            write(chain)
        }
        write("}\n")
    }

    private mutating func write(_ chain: NftChain) {
        write("\tchain ")
        write(chain.name)
        write(" {\n")
        write(comment: chain.comment, indentation: "\t\t")
        if let base = chain.base {
            write("\t\ttype ")
            write(base.kind.rawValue)
            write(" hook ")
            write(base.hook.rawValue)
            write(" priority ")
            write(base.priorityText)
            write("; policy ")
            write(base.policy == .accept ? "accept" : "drop")
            write(";\n")
        }
        for rule in chain.rules {
            write("\t\t")
            write(rule)
            write("\n")
        }
        write("\t}\n")
    }

    private mutating func write(_ set: NftSet) {
        write(set.isVerdictMap ? "\tmap " : "\tset ")
        write(set.name)
        write(" {\n\t\ttype ")
        write(set.key, separator: " . ") { $0.write($1.rawValue) }
        if set.isVerdictMap { write(" : verdict") }
        write("\n")
        if set.holdsIntervals { write("\t\tflags interval\n") }
        write(comment: set.comment, indentation: "\t\t")
        if !set.elements.isEmpty {
            write("\t\telements = { ")
            // Two bare addresses stand on a line, of anything longer one (`calculate_delim`, nftables src/expression.c).
            let perLine = set.key == [.address] && !set.isVerdictMap ? 2 : 1
            for (index, element) in set.elements.enumerated() {
                if index > 0 { write(index % perLine == 0 ? ",\n\t\t\t     " : ", ") }
                write(element)
            }
            write(" }\n")
        }
        write("\t}\n")
    }

    /// Writes one element, with the comment and the verdict that a map may give it.
    mutating func write(_ element: NftSet.Element) {
        write(element.key, separator: " . ") { text, value in
            switch value {
            case .address(let block): text.write(nft: block)
            case .transport(let transport): text.write(transport.rawValue)
            case .port(let port): text.write(decimal: port)
            }
        }
        if let comment = element.comment {
            write(" ")
            write(nftComment: comment)
        }
        guard let verdict = element.verdict else { return }
        write(" : ")
        write(verdict)
    }

    private mutating func write(comment: String?, indentation: StaticString) {
        guard let comment else { return }
        write(indentation)
        write(nftComment: comment)
        write("\n")
    }
}

extension NftChain.Base {
    /// The priority as nft lists it: a name where the hook has one for it, at most 10 away (nftables src/rule.c).
    var priorityText: String {
        let (name, value) =
            switch hook {
            case .prerouting where abs(priority + 100) <= 10: ("dstnat", -100)
            case .postrouting where abs(priority - 100) <= 10: ("srcnat", 100)
            default: ("filter", 0)
            }
        guard abs(priority - value) <= 10 else { return "\(priority)" }
        let offset = priority - value
        return offset == 0 ? name : "\(name) \(offset < 0 ? "-" : "+") \(abs(offset))"
    }
}
