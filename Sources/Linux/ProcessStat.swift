/// What `/proc/PID/stat` says of a process (proc_pid_stat(5)).
package struct ProcessStat: Sendable, Equatable {
    package var id: Int32
    /// The command's name, at most 15 bytes; may hold spaces and parentheses.
    package var name: String
    /// `R`, `S`, `D`, `Z` and others.
    package var state: Character
    package var parent: Int32

    /// Whether it has ended and waits for its parent to take notice.
    package var isZombie: Bool { state == "Z" || state == "X" }

    /// Parses the line; nil if it is not one.
    ///
    /// The name ends at the last parenthesis, since it may hold some itself.
    package init?(_ line: some StringProtocol) {
        guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close,
            let id = line[..<open].split(separator: " ").first.flatMap({ Int32($0) })
        else { return nil }
        let fields = line[line.index(after: close)...].split(separator: " ", maxSplits: 2)
        guard fields.count >= 2, let state = fields[0].first, let parent = Int32(fields[1]) else { return nil }
        self.id = id
        self.name = String(line[line.index(after: open)..<close])
        self.state = state
        self.parent = parent
    }
}
