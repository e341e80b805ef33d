import Glibc

/// A directory and all that is in it, on a file system of our own.
package enum FileTree {
    /// Makes the directory and those above it, as far as they are missing.
    package static func makeDirectory(_ path: String) throws(SystemError) {
        var present = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            present += "/\(name)"
            guard mkdir(present, 0o755) == 0 || errno == EEXIST else {
                throw SystemError(errno: errno, operation: "create", subject: present)
            }
        }
    }

    /// Removes the tree; what can not be removed stays.
    ///
    /// Follows no symbolic link.
    package static func remove(_ path: String) {
        if unlink(path) == 0 || errno == ENOENT { return }
        for name in ProcFilesystem().names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
