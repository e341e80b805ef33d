/// Writes tables that are too large for one batch: dormant first, with their rules and elements in the batches that follow.
struct NftBatchWriter {
    private(set) var batches: [[UInt8]] = []
    private var text: TextBuffer
    /// What `text` comes to.
    private var size = 0
    private let largestBatch: Int

    init(beginningWith text: TextBuffer, largestBatch: Int) {
        self.text = text
        self.largestBatch = largestBatch
    }

    /// Declares a table with its sets and chains, and then fills them.
    mutating func write(_ table: NftTable) {
        var frame = table
        for set in frame.sets.indices { frame.sets[set].elements = [] }
        for chain in frame.chains.indices { frame.chains[chain].rules = [] }
        append(frame.netlinkSize) { $0.write(frame, isDormant: true) }
        for set in table.sets {
            for element in set.elements {
                append(element.netlinkSize(inIntervals: set.holdsIntervals)) {
                    $0.write("add element ip \(table.name) \(set.name) { ")
                    $0.write(element)
                    $0.write(" }\n")
                }
            }
        }
        for chain in table.chains {
            for rule in chain.rules {
                append(rule.netlinkSize) {
                    $0.write("add rule ip \(table.name) \(chain.name) ")
                    $0.write(rule)
                    $0.write("\n")
                }
            }
        }
    }

    /// Ends the writing with a batch that lets the tables judge packets, all at once.
    mutating func awaken(_ tables: [NftTable]) {
        endBatch()
        for table in tables { text.write("add table ip \(table.name)\n") }
        endBatch()
    }

    private mutating func append(_ size: Int, _ write: (inout TextBuffer) -> Void) {
        if self.size > 0, self.size + size > largestBatch { endBatch() }
        self.size += size
        write(&text)
    }

    private mutating func endBatch() {
        batches.append(text.bytes)
        text = TextBuffer()
        size = 0
    }
}
