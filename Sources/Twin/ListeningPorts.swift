import Linux

/// The TCP ports on which a network namespace listens.
struct ListeningPorts: Equatable {
    let ports: Set<UInt16>

    /// Those of the namespace that process `id` lives in; none if it has ended.
    static func ofProcess(_ id: Int32) -> ListeningPorts {
        ListeningPorts(table: ProcFilesystem().text("/proc/\(id)/net/tcp") ?? "")
    }

    /// Parses `/proc/net/tcp` (proc_net(5)): hexadecimal `ADDRESS:PORT` in the second column, the state in the fourth, 0A
    /// for LISTEN.
    init(table: String) {
        ports = Set(
            table.split(separator: "\n").dropFirst().compactMap { line in
                let columns = line.split(separator: " ", maxSplits: 4)
                guard columns.count > 3, columns[3] == "0A" else { return nil }
                return columns[1].split(separator: ":").last.flatMap { UInt16($0, radix: 16) }
            }
        )
    }
}
