import CLinux
import Glibc

/// The words for an errno.
enum ErrnoText {
    /// The message and the name, as in `Operation not permitted (EPERM)`.
    static func of(_ code: Int32) -> String {
        let message = String(cString: strerror(code))
        guard let name = strerrorname_np(code) else { return message }
        return "\(message) (\(String(cString: name)))"
    }
}
