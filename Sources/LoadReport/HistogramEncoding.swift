import Compression
import Foundation
package import Load

/// A histogram in HdrHistogram's V2 compressed encoding, base64: whole and without loss, in nanoseconds.
///
/// The layout is encodeIntoCompressedByteBuffer of the Java implementation: a cookie and a length, then zlib data of a
/// header and the counters, each a ZigZag LEB128 number, a run of zeros as its negative length.
package enum HistogramEncoding {
    private static let cookie: UInt32 = 0x1c84_9303 | 0x10
    private static let compressedCookie: UInt32 = 0x1c84_9304 | 0x10
    private static let digits: UInt32 = 3

    /// The text that `Histogram.decode` and histogram logs take; empty only if zlib finds no memory.
    package static func base64(_ recorder: LatencyRecorder) -> String {
        let payload = payload(recorder.countsToMaximum)
        let header =
            bytes(cookie) + bytes(UInt32(payload.count)) + bytes(UInt32(0)) + bytes(digits) + bytes(UInt64(1))
            + bytes(LatencyRecorder.longest) + bytes(Double(1).bitPattern)
        guard let compressed = Zlib.compress(header + payload) else { return "" }
        return Data(bytes(compressedCookie) + bytes(UInt32(compressed.count)) + compressed).base64EncodedString()
    }

    private static func payload(_ counts: [UInt32]) -> [UInt8] {
        var payload: [UInt8] = []
        var place = 0
        while place < counts.count {
            guard counts[place] == 0 else {
                append(Int64(counts[place]), to: &payload)
                place += 1
                continue
            }
            let end = counts[place...].firstIndex { $0 > 0 } ?? counts.count
            append(Int64(place - end), to: &payload)
            place = end
        }
        return payload
    }

    /// ZigZag makes small negative numbers small; then seven bits go into a byte, the lowest first.
    private static func append(_ number: Int64, to payload: inout [UInt8]) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        while rest > 0x7f {
            payload.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        payload.append(UInt8(rest))
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
