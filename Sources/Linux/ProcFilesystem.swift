import Glibc

/// Reads the small text files of `/proc` and `/sys`.
///
/// Paths are given from the root (`/proc/stat`), so that a test can put a directory of recorded files in the root's place.
package struct ProcFilesystem: Sendable {
    package var root: String

    package init(root: String = "") {
        self.root = root
    }

    /// The whole text of a file, or nil if it is absent or may not be read.
    ///
    /// Files here state no size, so reading goes on until the kernel says end. Cost: three system calls for a small file.
    package func text(_ path: String) -> String? {
        let descriptor = open(root + path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count < Self.largest {
            let chunk = Self.chunk
            var count = 0
            let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, initialized in
                repeat { count = read(descriptor, buffer.baseAddress, chunk) } while count < 0 && errno == EINTR
                initialized = max(count, 0)
            }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += part
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a file that holds one value, without the white space around it; nil when absent or empty.
    package func value(_ path: String) -> String? {
        guard let text = text(path) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The names in a directory in alphabetical order; empty when it is absent.
    package func names(in path: String) -> [String] {
        guard let directory = opendir(root + path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static let chunk = 16_384
    /// Nothing read here is longer; bounds the loop if somebody gives `root` a file that never ends.
    private static let largest = 4 << 20
}
