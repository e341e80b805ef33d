/// The lines of a tool's report, and the numbers in them.
struct ReportText {
    let tool: LoadTool
    let lines: [Substring]

    init(tool: LoadTool, text: String) {
        self.tool = tool
        lines = text.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
    }

    /// The first word behind `label`, at the beginning of a line, as a number; nil if there is no such line.
    func optional(_ label: String) -> Double? {
        guard let word = words(behind: label)?.first else { return nil }
        return Double(word)
    }

    func number(_ label: String) throws(PeerError) -> Double {
        guard let number = optional(label) else { throw missing("number behind '\(label)'") }
        return number
    }

    /// The word right before `label`, in the first line that has it, as a number.
    func number(before label: String) throws(PeerError) -> Double {
        for line in lines {
            guard let range = line.firstRange(of: " \(label)") else { continue }
            if let number = line[..<range.lowerBound].split(separator: " ").last.flatMap({ Double($0) }) {
                return number
            }
        }
        throw missing("number before '\(label)'")
    }

    /// The sum of all whole numbers behind `label`; 0 if there is no such line.
    func sum(_ label: String) -> Int {
        (words(behind: label) ?? []).compactMap { Int($0) }.reduce(0, +)
    }

    /// The words behind `label` as pairs of a count and its name: `9 done, 1 failed`.
    func counts(_ label: String) throws(PeerError) -> [Substring: Int] {
        guard let words = words(behind: label) else { throw missing("line '\(label)'") }
        var counts: [Substring: Int] = [:]
        for (count, name) in zip(words, words.dropFirst()) {
            if let count = Int(count) { counts[name] = count }
        }
        return counts
    }

    /// The numbers in brackets that begin the lines below `heading`, with the number behind each: `[200] 34 responses`.
    func bracketed(below heading: String) throws(PeerError) -> [Int: Int] {
        guard lines.contains(where: { $0.hasPrefix(heading) }) else { throw missing("line '\(heading)'") }
        var pairs: [Int: Int] = [:]
        for line in block(below: heading) {
            guard let key = bracket(line), let word = line.split(whereSeparator: \.isWhitespace).dropFirst().first
            else { continue }
            pairs[key, default: 0] += Int(word) ?? 0
        }
        return pairs
    }

    /// The numbers in brackets alone.
    func brackets(below heading: String) -> [Int] {
        block(below: heading).compactMap { bracket($0) }
    }

    func missing(_ what: String) -> PeerError {
        PeerError(
            "Can not read the report of \(tool.rawValue): it has no \(what), but begins "
                + "'\(lines.prefix(3).joined(separator: " / "))'; run the tool by hand to see why."
        )
    }

    private func words(behind label: String) -> [Substring]? {
        guard let line = lines.first(where: { $0.hasPrefix(label) }) else { return nil }
        return line.dropFirst(label.count).split { $0.isWhitespace || $0 == "," }
    }

    /// The lines with brackets that follow `heading` without another between.
    private func block(below heading: String) -> ArraySlice<Substring> {
        guard let start = lines.firstIndex(where: { $0.hasPrefix(heading) }) else { return [] }
        return lines[(start + 1)...].prefix { $0.hasPrefix("[") }
    }

    private func bracket(_ line: Substring) -> Int? {
        guard let end = line.firstIndex(of: "]") else { return nil }
        return Int(line[..<end].dropFirst().drop(while: \.isWhitespace))
    }
}
