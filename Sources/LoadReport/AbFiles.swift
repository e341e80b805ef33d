package import Foundation
import Load

/// The two files that ab writes, byte for byte in its formats; docs/load.md says what to draw from them, and what not.
package enum AbFiles {
    /// ab's -e: the milliseconds that each percentage of the requests did not exceed, 0 (the fastest) to 100.
    package static func percentiles(_ load: FinishedLoad) -> String {
        let rows = (0...100).map { percent in
            let milliseconds = Double(load.result.totalTimes.nanoseconds(atPercent: Double(percent))) / 1_000_000
            return "\(percent),\(FixedPoint.text(milliseconds))\n"
        }
        return "Percentage served,Time in ms\n" + rows.joined()
    }

    /// ab's -g: a line for each complete response, sorted by its total time, in whole milliseconds.
    ///
    /// `seconds` is the time of day when the request began. Needs the plan to have kept records.
    package static func gnuplot(_ load: FinishedLoad, timeZone: TimeZone) -> String {
        var calendar = AbCalendar(timeZone: timeZone)
        var text = "starttime\tseconds\tctime\tdtime\tttime\twait\n"
        let responses = load.result.records.filter(\.isResponse).sorted { $0.total < $1.total }
        for record in responses {
            let seconds = (load.result.wallClockStart + record.begin) / 1_000_000_000
            text += calendar.text(of: seconds)
            for number in [
                seconds, milliseconds(record.connect), milliseconds(record.total - min(record.connect, record.total)),
                milliseconds(record.total), milliseconds(record.wait),
            ] {
                text += "\t\(number)"
            }
            text += "\n"
        }
        return text
    }

    /// Rounded half up, as ab does.
    private static func milliseconds(_ nanoseconds: UInt64) -> UInt64 {
        (nanoseconds + 500_000) / 1_000_000
    }
}

extension RequestRecord {
    /// Whether a whole response came, whatever its status and length: what ab keeps a line of.
    fileprivate var isResponse: Bool {
        failure == nil || failure == .unexpectedStatus || failure == .unexpectedLength
    }
}
