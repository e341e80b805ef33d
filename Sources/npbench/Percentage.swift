import ArgumentParser

/// A share of a cost as people type it: `1%`, or `0.5`.
struct Percentage: ExpressibleByArgument, Equatable {
    let percent: Double

    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? argument.dropLast() : Substring(argument)
        guard let number = Double(digits), number.isFinite, number > 0 else { return nil }
        percent = number
    }
}
