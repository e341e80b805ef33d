import Glibc

/// One line of `/proc/PID/uid_map` (user_namespaces(7)).
struct IdentityMap: Equatable {
    /// The first id inside the namespace.
    let inside: UInt32
    /// The same id in the namespace of the reader.
    let outside: UInt32
    /// How many ids are mapped.
    let length: UInt32

    /// The map of this process; empty if `/proc` can not be read.
    static var current: [IdentityMap] {
        parse(ProcFilesystem().text("/proc/self/uid_map") ?? "")
    }

    /// The lines of a map; lines that are not three numbers are left out.
    static func parse(_ text: String) -> [IdentityMap] {
        text.split(separator: "\n").compactMap { line in
            let numbers = line.split(separator: " ").compactMap { UInt32($0) }
            guard numbers.count == 3 else { return nil }
            return IdentityMap(inside: numbers[0], outside: numbers[1], length: numbers[2])
        }
    }
}
