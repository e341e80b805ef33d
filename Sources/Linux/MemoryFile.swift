import CLinux
import Glibc

/// An unnamed file in memory (memfd_create(2)).
struct MemoryFile: ~Copyable {
    private let descriptor: FileDescriptor
    private let name: String

    /// - Parameter name: what `/proc` shows of the file, and errors say.
    init(name: String) throws(SystemError) {
        self.name = name
        self.descriptor = try FileDescriptor(
            result: npb_memory_file(name),
            operation: "make a file in memory for",
            subject: name
        )
    }

    /// The descriptor's number; valid for as long as the file lives.
    var number: CInt { descriptor.rawValue }

    /// Writes `bytes` from the file's beginning; its position stays there.
    borrowing func write(_ bytes: [UInt8]) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            let result = bytes.withUnsafeBytes {
                npb_write_at(number, $0.baseAddress?.advanced(by: offset), $0.count - offset, offset)
            }
            guard result > 0 || result == -Int(EINTR) else {
                throw SystemError(errno: CInt(-result), operation: "write", subject: name)
            }
            offset += max(0, result)
        }
    }

    /// All that was written into the file.
    borrowing func contents() throws(SystemError) -> [UInt8] {
        let size = npb_seek_end(number)
        guard size >= 0 else { throw SystemError(errno: CInt(-size), operation: "measure", subject: name) }
        var failure = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let result = npb_read_at(number, rest.baseAddress, rest.count, count)
                if result == -Int(EINTR) { continue }
                guard result > 0 else {
                    failure = result
                    return
                }
                count += result
            }
        }
        guard failure == 0 else { throw SystemError(errno: CInt(-failure), operation: "read", subject: name) }
        return bytes
    }
}
