import CZlib

/// Reading gzip (RFC 1952), and the bare zlib format (RFC 1950), as zlib does it.
package enum Gzip {
    /// Why bytes cannot be expanded.
    package enum Failure: Error {
        case truncated
        case corrupt
        case tooLarge
    }

    /// No dump of a cluster comes near: 8000 pods take 22 MB.
    package static let limit = 1 << 30

    package static func isCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1f, 0x8b])
    }

    /// The expanded content of all members, one after the other; throws if it is damaged or larger than `limit` bytes.
    package static func expand(_ bytes: [UInt8], limit: Int = Gzip.limit) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        guard npb_inflate_init(&stream) == Z_OK else { throw .corrupt }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        var consumed = 0
        var isMemberEnd = false
        repeat {
            // avail_in has 32 bits; a slice of the input at a time keeps it in range.
            let piece = bytes[consumed..<min(bytes.count, consumed + 1 << 24)]
            guard !piece.isEmpty else { throw .truncated }
            let (status, read, written) = step(&stream, piece, &chunk)
            consumed += read
            output += chunk[..<written]
            guard output.count <= limit else { throw .tooLarge }
            switch status {
            case Z_STREAM_END:
                isMemberEnd = true
                inflateReset(&stream)
            case Z_OK:
                isMemberEnd = false
            case Z_BUF_ERROR where read + written > 0:
                isMemberEnd = false
            case Z_BUF_ERROR:
                throw .truncated
            default:
                throw .corrupt
            }
        } while !(isMemberEnd && consumed == bytes.count)
        return output
    }

    /// One call of `inflate`: its status, and how many bytes it took and gave.
    private static func step(
        _ stream: inout z_stream,
        _ piece: ArraySlice<UInt8>,
        _ chunk: inout [UInt8]
    ) -> (status: Int32, read: Int, written: Int) {
        piece.withUnsafeBufferPointer { input in
            chunk.withUnsafeMutableBufferPointer { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                let status = inflate(&stream, Z_NO_FLUSH)
                return (status, input.count - Int(stream.avail_in), output.count - Int(stream.avail_out))
            }
        }
    }
}
