import ArgumentParser

/// How hard to load, for how long, and from where.
struct LoadShapeOptions: ParsableArguments {
    enum Arrivals: String, ExpressibleByArgument, CaseIterable {
        case constant, poisson
    }

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("concurrency")],
        help: ArgumentHelp("Requests under way at once (default: 1).", valueName: "n")
    )
    var concurrency: Int?

    @Option(
        name: [.customShort("n", allowingJoined: true), .customLong("requests")],
        help: ArgumentHelp("The most requests to make.", valueName: "n")
    )
    var requests: Int?

    @Option(
        name: .customShort("t", allowingJoined: true),
        help: ArgumentHelp("Seconds to load for; unlike ab's it bounds no requests.", valueName: "seconds")
    )
    var seconds: AbSeconds?

    @Option(
        help: ArgumentHelp("How long to load (default: 10s; with -n alone, until they are made).", valueName: "10s")
    )
    var duration: TimeSpan?

    @Option(help: ArgumentHelp("Load before the measurement that is not counted.", valueName: "1s"))
    var warmUp: TimeSpan?

    @Flag(name: [.customShort("k"), .customLong("keep-alive")], help: "Keep connections open between requests.")
    var keepAlive = false

    @Option(help: ArgumentHelp("Requests that a connection carries before a new one is made.", valueName: "n"))
    var requestsPerConnection: Int?

    @Option(
        help: ArgumentHelp(
            "Open loop: begin this many requests a second, whether or not earlier ones have ended.",
            valueName: "n"
        )
    )
    var rate: Double?

    @Option(help: "How the times of an open loop lie: all alike, or as of many independent clients.")
    var arrivals: Arrivals?

    @Option(help: "Decides the times of poisson arrivals and the order of a sweep.")
    var seed: UInt64 = 1

    @Option(
        name: .customShort("s", allowingJoined: true),
        help: ArgumentHelp("Seconds to wait for each response (default: 30).", valueName: "seconds")
    )
    var timeoutSeconds: AbSeconds?

    @Option(help: ArgumentHelp("How long to wait for each response (default: 30s).", valueName: "30s"))
    var timeout: TimeSpan?

    @Option(help: ArgumentHelp("How long to wait for each connection (default: 5s).", valueName: "5s"))
    var connectTimeout: TimeSpan?

    @Option(help: ArgumentHelp("Worker threads (default: one a CPU, at most one a connection).", valueName: "n"))
    var threads: Int?

    @Option(help: ArgumentHelp("CPUs to pin the workers to, in turn.", valueName: "n,n"))
    var cpus: NumberList?

    @Option(
        name: [.customShort("B", allowingJoined: true), .customLong("source")],
        help: ArgumentHelp(
            "Local addresses to connect from, in turn: addresses or CIDR blocks up to /20; may be repeated.",
            valueName: "address,..."
        )
    )
    var sources: [SourceList] = []
}
