/// What `/proc/PID/status` says of a process's owner and pid namespaces (proc_pid_status(5)).
package struct ProcessStatus: Sendable, Equatable {
    /// The effective user id.
    package let effectiveUser: UInt32?
    /// The process's ids, from the reader's pid namespace down to its own.
    package let identifiers: [Int32]

    package init(_ text: String) {
        var fields: [Substring: [Substring]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace)
            if let key = words.first { fields[key] = Array(words.dropFirst()) }
        }
        let users = fields["Uid:"] ?? []
        effectiveUser = users.count > 1 ? UInt32(users[1]) : nil
        identifiers = (fields["NSpid:"] ?? []).compactMap { Int32($0) }
    }

    /// Whether it is the init of a pid namespace below the reader's.
    package var isForeignInit: Bool { identifiers.count > 1 && identifiers.last == 1 }
}
