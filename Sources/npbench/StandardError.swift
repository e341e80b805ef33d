import Glibc

/// The command's second voice: diagnostics and progress, never results.
enum StandardError {
    /// Whether a person is watching, so that progress may be drawn.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes `text` whole; a closed descriptor is nobody to tell.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
    }
}
