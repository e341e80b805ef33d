import ArgumentParser

/// A length of time as people type it: `500ms`, `10s`, `3m`, `1h`.
struct TimeSpan: ExpressibleByArgument, Equatable {
    let seconds: Double

    init(seconds: Double) {
        self.seconds = seconds
    }

    private static let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]

    init?(argument: String) {
        guard let unit = TimeSpan.units.first(where: { argument.hasSuffix($0.suffix) }),
            let number = Double(argument.dropLast(unit.suffix.count)), number.isFinite, number > 0
        else { return nil }
        seconds = number * unit.seconds
    }

    /// In the greatest unit that there is a whole number of.
    var defaultValueDescription: String {
        for unit in TimeSpan.units.reversed() {
            let number = seconds / unit.seconds
            if number == number.rounded() { return "\(Int(number))\(unit.suffix)" }
        }
        return "\(seconds)s"
    }
}
