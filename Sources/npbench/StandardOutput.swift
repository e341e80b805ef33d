import Glibc

/// Where results go that a command prints.
enum StandardOutput {
    /// Whether colours are welcome: on a terminal, unless NO_COLOR is set (no-color.org).
    static var takesColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }

    /// Writes `text` whole; throws if nobody can take it.
    static func write(_ text: String) throws(CommandFailure) {
        var text = text
        let fault = text.withUTF8 { bytes -> CInt? in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { return errno }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
            return nil
        }
        if let fault {
            throw CommandFailure(
                .failed,
                "cannot write to standard output: \(String(cString: strerror(fault))); check what it is redirected to"
            )
        }
    }
}
