/// What aliases may do to a parser of YAML, seen from the text alone.
///
/// The parser hashes keys and gives trees back level by level, so that what is without end to it must be found before. A
/// guess on the safe side: text can look like an anchor or an alias too, if it stands where a value may start.
struct YAMLSketch {
    private var anchors = 0
    private var aliases = 0
    private var hasAliasAsKey = false
    private var deepestFlow = 0
    private var deepestIndent = 0

    /// Whether aliases are keys among so many that hashing them may take for ever.
    ///
    /// At best a file triples with every three aliases, so 30 of them make fewer than 100 000 nodes.
    var mayAliasKeys: Bool { hasAliasAsKey && aliases > 30 }

    /// How deep the tree can be at most: every anchor's value may hold an alias of another at its deepest place.
    ///
    /// The parser itself bounds the nesting of the text by 1000.
    var depthBound: Int { (min(anchors, aliases) + 1) * min(deepestFlow + deepestIndent + 2, 1000) }

    init(of content: [UInt8]) {
        var flow = 0
        var indent = 0
        var previous = YAMLSketch.newline
        var index = 0
        while index < content.count {
            let byte = content[index]
            index += 1
            switch byte {
            case UInt8(ascii: " "):
                if previous == YAMLSketch.newline { indent += 1 }
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): flow += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flow = max(0, flow - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"):
                guard "\n-?".utf8.contains(previous), index < content.count, content[index] == UInt8(ascii: " ") else {
                    break
                }
                // No flow collection goes on there, whatever brackets a text before had.
                if previous == YAMLSketch.newline, indent == 0 { flow = 0 }
                // Several on one line are lists in lists.
                indent += 1
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                let end = YAMLSketch.endOfName(content, from: index)
                if end > index, "\n[{,?:-".utf8.contains(previous) {
                    note(isAlias: byte == UInt8(ascii: "*"), previous, nextByte(of: content, from: end))
                }
            default: break
            }
            deepestFlow = max(deepestFlow, flow)
            deepestIndent = max(deepestIndent, indent)
            if byte == YAMLSketch.newline { indent = 0 }
            previous = byte
        }
    }

    private mutating func note(isAlias: Bool, _ previous: UInt8, _ next: UInt8?) {
        guard isAlias else {
            anchors += 1
            return
        }
        aliases += 1
        if previous == UInt8(ascii: "?") || next == UInt8(ascii: ":") { hasAliasAsKey = true }
    }

    /// The first byte from `start` on that is no space.
    private func nextByte(of content: [UInt8], from start: Int) -> UInt8? {
        var index = start
        while index < content.count, content[index] == UInt8(ascii: " ") { index += 1 }
        return index < content.count ? content[index] : nil
    }

    /// Where the name of an anchor ends: letters, digits, `_` and `-` (libyaml, scanner.c).
    private static func endOfName(_ content: [UInt8], from start: Int) -> Int {
        var index = start
        while index < content.count, isNameByte(content[index]) { index += 1 }
        return index
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static let newline = UInt8(ascii: "\n")
}
