import CLinux

/// A system call that failed: what was tried, on what, and the kernel's answer.
package struct SystemError: Error, Hashable, Sendable {
    /// The error number, positive, as errno(3) names them.
    package var errno: CInt
    /// What was tried, as the verb of a sentence: `bind`, `pin the thread to`.
    package var operation: String
    /// What it was tried on: a path, an address, a CPU.
    package var subject: String

    package init(errno: CInt, operation: String, subject: String) {
        self.errno = errno
        self.operation = operation
        self.subject = subject
    }

    /// The symbol of the error, such as `EACCES`; the number where the C library has no name for it.
    package var name: String {
        guard let name = npb_error_name(errno) else { return "error \(errno)" }
        return String(cString: name)
    }
}

extension SystemError: CustomStringConvertible {
    package var description: String {
        let object = subject.isEmpty ? "" : " \(subject)"
        guard let reason = npb_error_text(errno) else { return "could not \(operation)\(object): \(name)" }
        return "could not \(operation)\(object): \(name) (\(String(cString: reason)))"
    }
}
