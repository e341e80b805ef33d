import ArgumentParser

/// What to print and which files to write.
struct LoadOutputOptions: ParsableArguments {
    @Option(
        name: .customShort("e", allowingJoined: true),
        help: ArgumentHelp("Write ab's CSV: milliseconds of each percentage.", valueName: "file")
    )
    var percentileFile: String?

    @Option(
        name: .customShort("g", allowingJoined: true),
        help: ArgumentHelp("Write ab's gnuplot table: a line a response, sorted by time taken.", valueName: "file")
    )
    var gnuplotFile: String?

    @Option(
        help: ArgumentHelp("Write a line a request, in the order of their begin: CSV, microseconds.", valueName: "file")
    )
    var records: String?

    @Option(
        help: ArgumentHelp(
            "Write HdrHistogram's files: PREFIX-PHASE.hgrm (microseconds) and PREFIX.hlog (nanoseconds).",
            valueName: "prefix"
        )
    )
    var hgrm: String?

    @Flag(help: "Print JSON for programs instead of a report for people.")
    var json = false

    @Flag(name: .customShort("d"), help: "Print no table of percentiles.")
    var hidesPercentiles = false

    @Flag(name: .customShort("S"), help: "Print no standard deviation and median.")
    var hidesDeviation = false

    @Flag(name: .customShort("q"), help: "Show no progress.")
    var isQuiet = false

    @Flag(help: "End with exit status 7 if the generator was the limit and not the server.")
    var failIfClientBound = false
}
