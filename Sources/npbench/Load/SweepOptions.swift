import ArgumentParser

/// A load at each of several concurrencies.
struct SweepOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Load at each of these concurrencies, in an order that --seed draws.", valueName: "n,n"))
    var sweep: NumberList?

    @Option(help: ArgumentHelp("How often the sweep visits each (default: 3).", valueName: "n"))
    var repeats: Int?

    @Option(help: ArgumentHelp("Write a line a point as it is taken; - is standard output.", valueName: "file"))
    var csv: String?
}
