import Addressing

extension IPSet {
    /// The set as `ipset save NAME` prints it and `ipset restore` reads it.
    package var ipsetSave: String {
        var text = TextBuffer(reserving: 64 * (entries.count + 2))
        text.write(self)
        return text.text
    }
}

extension Ruleset {
    /// All sets, one after the other, as `ipset save` prints them and `ipset restore` reads them.
    package var ipsetSave: String {
        String(decoding: sets.ipsetSaveBytes, as: UTF8.self)
    }
}

extension [IPSet] {
    /// All sets as `ipset restore` reads them.
    package var ipsetSaveBytes: [UInt8] {
        var text = TextBuffer(reserving: 64 * reduce(0) { $0 + $1.entries.count + 2 })
        for set in self { text.write(set) }
        return text.bytes
    }
}

extension TextBuffer {
    fileprivate mutating func write(_ set: IPSet) {
        write("create ")
        write(set.name)
        write(" ")
        write(set.kind.rawValue)
        guard set.kind != .bitmapPort else { return write(" range 0-65535\n") }
        write(set.family == .ipv4 ? " family inet hashsize " : " family inet6 hashsize ")
        write(decimal: set.hashSize.magnitude)
        write(" maxelem ")
        write(decimal: set.maxEntries.magnitude)
        if let timeout = set.timeout {
            write(" timeout ")
            write(decimal: timeout.magnitude)
        }
        if let size = set.bucketSize {
            write(" bucketsize ")
            write(decimal: size.magnitude)
        }
        if let value = set.initialValue {
            write(" initval ")
            write(hexadecimal: value, places: 8)
        }
        write("\n")
        for entry in set.entries { write(entry, of: set) }
    }

    private mutating func write(_ entry: IPSet.Entry, of set: IPSet) {
        write("add ")
        write(set.name)
        write(" ")
        if entry.block.isSingle { write(entry.block.network) } else { write(entry.block) }
        if let port = entry.port {
            write(",")
            write(port.transport.rawValue)
            write(":")
            write(decimal: port.number)
        }
        if let peer = entry.peer {
            write(",")
            write(peer)
        }
        // A set with timeouts prints one for every entry, also where it is the set's own.
        if let timeout = set.timeout {
            write(" timeout ")
            write(decimal: (entry.timeout ?? timeout).magnitude)
        }
        if entry.isException { write(" nomatch") }
        write("\n")
    }
}
