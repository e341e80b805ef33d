import ArgumentParser

/// A share of a rate as people type it: `50%`, or `0.5`.
struct LoadShare: ExpressibleByArgument, Equatable {
    let share: Double

    init?(argument: String) {
        let isPercent = argument.hasSuffix("%")
        guard let number = Double(isPercent ? argument.dropLast() : Substring(argument)), number.isFinite, number > 0
        else { return nil }
        share = isPercent ? number / 100 : number
    }
}
