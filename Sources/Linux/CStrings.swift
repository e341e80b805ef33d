import Glibc

/// Lists of C strings, as execve(2) takes them.
enum CStrings {
    /// Calls `body` with a list of copies of `strings` that ends with a null pointer; valid during the call only.
    static func with<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return (copies + [nil]).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the list holds at least its end") }
            return body(base)
        }
    }
}
