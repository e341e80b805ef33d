import Glibc

/// Where programs are.
package enum ExecutableSearch {
    /// The path of `name` in PATH, or in the directories of system programs, which an ordinary user's PATH lacks on Debian.
    package static func path(of name: String) -> String? {
        let variable = getenv("PATH").map { String(cString: $0) } ?? ""
        let directories = variable.split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin", "/sbin"]
        return directories.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}
