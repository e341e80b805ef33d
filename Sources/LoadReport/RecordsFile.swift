package import Load

/// The chronological file: a line for each request of the window, in the order of their begin.
package enum RecordsFile {
    package static let header = "begin_us,late_us,connect_us,wait_us,total_us,status,failure\n"

    /// CSV: microseconds with three decimals, `begin_us` from the window's start; a phase that did not take place is 0.
    ///
    /// Cost: about 50 bytes a record.
    package static func bytes(_ records: [RequestRecord]) -> [UInt8] {
        var bytes = Array(header.utf8)
        bytes.reserveCapacity(bytes.count + records.count * 56)
        for record in records {
            for time in [record.begin, record.late, record.connect, record.wait, record.total] {
                append(microseconds: time, to: &bytes)
                bytes.append(UInt8(ascii: ","))
            }
            append(UInt64(record.status), to: &bytes)
            bytes.append(UInt8(ascii: ","))
            if let failure = record.failure { bytes += failure.rawValue.utf8 }
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// Nanoseconds as microseconds, exact.
    private static func append(microseconds nanoseconds: UInt64, to bytes: inout [UInt8]) {
        append(nanoseconds / 1000, to: &bytes)
        let rest = nanoseconds % 1000
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 100))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 10 % 10))
        bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
