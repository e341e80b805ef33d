import Addressing

/// Reads what `ipset save` prints.
struct IPSetParser {
    private(set) var sets: [IPSet] = []
    /// Where each set stands in `sets`.
    private var positions: [String: Int] = [:]

    /// Reads every line of `text`.
    init(_ text: String) throws(RuleParseError) {
        var text = text
        text.makeContiguousUTF8()
        var number = 0
        for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var line = try LineReader(line: number, bytes: bytes)
            switch line.next() {
            case nil: continue
            case "create": try create(&line)
            case "add": try add(&line)
            case .some(let command):
                throw line.error(command, "npbench reads create and add only", "give what ipset save prints")
            }
        }
    }

    private mutating func create(_ line: inout LineReader) throws(RuleParseError) {
        let name = try line.value(of: "create")
        guard positions[name] == nil else { throw line.error(name, "the set is created twice", "leave one out") }
        let type = try line.value(of: name)
        guard let kind = IPSet.Kind(rawValue: type) else {
            let known = IPSet.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw line.error(type, "npbench does not know this type of set", "the types are \(known)")
        }
        var set = IPSet(name: name, kind: kind)
        while let option = line.next() {
            switch option {
            case "family":
                let family = try line.value(of: option)
                guard let known = [IPFamily.ipv4: "inet", .ipv6: "inet6"].first(where: { $0.value == family }) else {
                    throw line.error(option, "npbench does not know family '\(family)'", "use inet or inet6")
                }
                set.family = known.key
            case "range": try line.require("0-65535")
            case "hashsize": set.hashSize = Int(try line.number(of: option) as UInt32)
            case "maxelem": set.maxEntries = Int(try line.number(of: option) as UInt32)
            case "timeout": set.timeout = Int(try line.number(of: option) as UInt32)
            case "bucketsize": set.bucketSize = Int(try line.number(of: option) as UInt8)
            case "initval": set.initialValue = try initialValue(option, &line)
            default: throw unknown(option, of: "create", line)
            }
        }
        positions[name] = sets.count
        sets.append(set)
    }

    private mutating func add(_ line: inout LineReader) throws(RuleParseError) {
        let name = try line.value(of: "add")
        guard let position = positions[name] else {
            throw line.error(name, "the set is not created yet", "create it before its first entry")
        }
        var entry = try entry(&line, of: sets[position])
        while let option = line.next() {
            switch option {
            case "timeout":
                let timeout = Int(try line.number(of: option) as UInt32)
                guard let usual = sets[position].timeout else {
                    throw line.error(option, "the set has no timeouts", "create it with timeout 0")
                }
                entry.timeout = timeout == usual ? nil : timeout
            case "nomatch": entry.isException = true
            default: throw unknown(option, of: "add", line)
            }
        }
        sets[position].entries.append(entry)
    }

    private func entry(_ line: inout LineReader, of set: IPSet) throws(RuleParseError) -> IPSet.Entry {
        guard set.kind == .hashIPPort || set.kind == .hashIPPortIP else {
            return IPSet.Entry(try line.block(of: set.name))
        }
        let text = try line.value(of: set.name)
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let port = parts.count > 1 ? parts[1].split(separator: ":", omittingEmptySubsequences: false) : []
        let peer = parts.count > 2 ? IPv4Address(parts[2]) : nil
        guard parts.count == (set.kind == .hashIPPort ? 2 : 3), (peer != nil) == (set.kind == .hashIPPortIP),
            port.count == 2, let address = IPAddress(parts[0]), let number = UInt16(digits: port[1]),
            let transport = Transport(rawValue: String(port[0]))
        else {
            throw line.error(
                set.name,
                "'\(text)' is no entry of a \(set.kind.rawValue) set",
                "write it as 10.0.0.1,tcp:80\(set.kind == .hashIPPort ? "" : ",10.0.0.2")"
            )
        }
        return IPSet.Entry(IPBlock(address), port: IPSet.Port(transport, number), peer: peer)
    }

    private func initialValue(_ option: String, _ line: inout LineReader) throws(RuleParseError) -> UInt32 {
        let text = try line.value(of: option)
        guard let value = UInt32(hexadecimal: text) else {
            throw line.error(option, "'\(text)' is no hexadecimal number of 32 bits", "write 0x and up to 8 digits")
        }
        return value
    }

    private func unknown(_ option: String, of command: String, _ line: LineReader) -> RuleParseError {
        line.error(
            option,
            "npbench does not know this option of \(command)",
            "remove it, or use sets of addresses or blocks with at most a timeout"
        )
    }
}
