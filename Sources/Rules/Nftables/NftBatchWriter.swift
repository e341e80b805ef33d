/// Writes tables that are too large for one batch: dormant first, with their rules and elements in the batches that follow.
struct NftBatchWriter {
    private(set) var batches: [[UInt8]] = []
    private var text: TextBuffer
    /// What `text` comes to.
    private var size = 0
    private let largestBatch: Int
    /// What a command comes to that names a table and little more.
    private static let commandSize = 200

    init(beginningWith text: TextBuffer = TextBuffer(), largestBatch: Int) {
        self.text = text
        self.largestBatch = largestBatch
    }

    /// Declares a table with its sets and chains, and then fills them.
    mutating func write(_ table: NftTable) {
        var frame = table
        for set in frame.sets.indices { frame.sets[set].elements = [] }
        for chain in frame.chains.indices { frame.chains[chain].rules = [] }
        frame.isDormant = true
        append(frame.netlinkSize) { $0.write(frame) }
        for set in table.sets { fill(set, of: table) }
        fillChains(of: table)
    }

    /// Puts the rules of `table` in the place of those that a table of the same sets and chains has.
    mutating func refill(_ table: NftTable) {
        append(NftBatchWriter.commandSize) { $0.write("flush table \(table.family.rawValue) \(table.name)\n") }
        fillChains(of: table)
    }

    private mutating func fillChains(of table: NftTable) {
        for chain in table.chains {
            for rule in chain.rules {
                append(rule.netlinkSize) {
                    $0.write("add rule \(table.family.rawValue) \(table.name) \(chain.name) ")
                    $0.write(rule)
                    $0.write("\n")
                }
            }
        }
    }

    /// Writes the elements of a set, as many in one command as a batch holds: each command is a message of its own.
    private mutating func fill(_ set: NftSet, of table: NftTable) {
        let commandSize = NftBatchWriter.commandSize + set.name.utf8.count
        var elements: [NftSet.Element] = []
        var size = commandSize
        for element in set.elements {
            let next = element.netlinkSize(inIntervals: set.holdsIntervals)
            if !elements.isEmpty, size + next > largestBatch {
                append(elements, to: set.name, of: table, size)
                elements = []
                size = commandSize
            }
            elements.append(element)
            size += next
        }
        if !elements.isEmpty { append(elements, to: set.name, of: table, size) }
    }

    private mutating func append(_ elements: [NftSet.Element], to set: String, of table: NftTable, _ size: Int) {
        append(size) {
            $0.write("add element \(table.family.rawValue) \(table.name) \(set) { ")
            $0.write(elements, separator: ", ") { $0.write($1) }
            $0.write(" }\n")
        }
    }

    /// Ends a batch by letting the tables judge packets, all at once.
    mutating func awaken(_ tables: [NftTable]) {
        for table in tables { text.write("add table \(table.family.rawValue) \(table.name)\n") }
        endBatch()
    }

    private mutating func append(_ size: Int, _ write: (inout TextBuffer) -> Void) {
        if self.size > 0, self.size + size > largestBatch { endBatch() }
        self.size += size
        write(&text)
    }

    mutating func endBatch() {
        batches.append(text.bytes)
        text = TextBuffer()
        size = 0
    }
}
