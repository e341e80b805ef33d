import Glibc

/// Where programs are.
package enum ExecutableSearch {
    /// The directories of PATH, then those of system programs, which an ordinary user's PATH lacks on Debian.
    package static var directories: [String] {
        let variable = getenv("PATH").map { String(cString: $0) } ?? ""
        return variable.split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin", "/sbin"]
    }

    /// The path of the program `name`; nil if it is nowhere.
    package static func path(of name: String) -> String? {
        directories.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}
