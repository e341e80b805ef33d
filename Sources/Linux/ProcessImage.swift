import CLinux
import Glibc

/// The program that this process runs.
package enum ProcessImage {
    /// Becomes `executable` (execve(2)), with `arguments` as all of argv; returns only if that failed.
    package static func replace(executable: String, arguments: [String]) -> SystemError {
        let code = CStrings.with(arguments) { argv in
            execv(executable, argv)
            return errno
        }
        return SystemError(errno: code, operation: "run", subject: executable)
    }
}
