import ArgumentParser

/// A length of time as ab takes it, in bare seconds; with a unit it is taken too.
struct AbSeconds: ExpressibleByArgument, Equatable {
    let span: TimeSpan

    init?(argument: String) {
        if let seconds = Double(argument), seconds.isFinite, seconds > 0 {
            span = TimeSpan(seconds: seconds)
        } else if let span = TimeSpan(argument: argument) {
            self.span = span
        } else {
            return nil
        }
    }
}
