import Glibc

/// The processes that `/proc` shows at one moment.
package struct ProcessTable: Sendable {
    package let processes: [ProcessStat]

    package init(_ processes: [ProcessStat]) {
        self.processes = processes
    }

    /// Reads all of `/proc`.
    ///
    /// Cost: two system calls a process, about 20 us each; processes that end meanwhile are left out.
    package static func read(_ files: ProcFilesystem = ProcFilesystem()) -> ProcessTable {
        ProcessTable(identifiers(files).compactMap { id in files.text("/proc/\(id)/stat").flatMap { ProcessStat($0) } })
    }

    /// The ids of all processes, ascending.
    package static func identifiers(_ files: ProcFilesystem = ProcFilesystem()) -> [Int32] {
        files.names(in: "/proc").compactMap { Int32($0) }.sorted()
    }

    /// The children of `parent` that have not ended.
    package func livingChildren(of parent: Int32) -> [Int32] {
        processes.filter { $0.parent == parent && !$0.isZombie }.map(\.id)
    }

    /// Whether the process is there and has not ended.
    package func isLiving(_ id: Int32) -> Bool {
        processes.contains { $0.id == id && !$0.isZombie }
    }
}
