import Foundation

/// Times of day as C's ctime(3) writes them, which ab uses: `Wed Nov 25 16:23:53 2026`.
struct AbCalendar {
    private let formatter: DateFormatter
    private var last: (seconds: UInt64, text: String)?

    init(timeZone: TimeZone) {
        formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = timeZone
        // ctime pads the day with a space, which no pattern of the formatter does.
        formatter.dateFormat = "EEE MMM '@' HH:mm:ss yyyy"
    }

    /// The text for seconds since 1970; a second that comes again costs nothing.
    mutating func text(of seconds: UInt64) -> String {
        if let last, last.seconds == seconds { return last.text }
        let date = Date(timeIntervalSince1970: Double(seconds))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = formatter.timeZone
        let day = FixedPoint.right("\(calendar.component(.day, from: date))", 2)
        let text = formatter.string(from: date).replacingOccurrences(of: "@", with: day)
        last = (seconds, text)
        return text
    }
}
