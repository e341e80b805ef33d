import Addressing
import ArgumentParser
import Load

/// `npbench load URL`: the load generator alone, with ab's short options.
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Loads an HTTP server and says what it did.",
        discussion: """
            Without -n and -t the load lasts 10 s. Unlike ab, a connection that cannot be made is a failed request, and
            so is a response that is not 2xx. Ctrl-C ends the load and reports what there is.

            EXAMPLES
              npbench load -n 100000 -c 32 http://10.96.0.10/
              npbench load -k -c 256 --duration 30s --threads 2 http://127.0.0.1:8080/index.html
            """
    )

    @Argument(help: "http://ADDRESS[:PORT][/PATH]; a name is resolved once, to its first IPv4 address.")
    var url: String

    @Option(name: .shortAndLong, help: "Requests under way at once.")
    var concurrency = 1

    @Option(name: [.customShort("n"), .customLong("requests")], help: "The most requests to make.")
    var requests: Int?

    @Option(name: .customShort("t"), help: "Seconds to load for; --duration takes units.")
    var seconds: Int?

    @Option(help: ArgumentHelp("How long to load.", valueName: "10s"))
    var duration: TimeSpan?

    @Flag(name: [.customShort("k"), .customLong("keep-alive")], help: "Keep connections open between requests.")
    var keepAlive = false

    @Option(help: "Worker threads.")
    var threads = 1

    @Option(help: "CPUs to pin the workers to, in turn: 0,1.")
    var cpus: NumberList?

    @Option(help: "Local address to connect from.")
    var source: String?

    @Flag(help: "Print JSON for programs instead of a report for people.")
    var json = false

    /// How long a load lasts that only -n bounds: an hour is a bound, too.
    private static let longest = Duration.seconds(3600)

    func run() throws {
        let target = try LoadTarget(url)
        let plan = try plan(target)
        let stop = StopFlag()
        let interrupt = InterruptWatch { stop.raise() }
        let result: LoadResult
        do throws(LoadError) {
            result = try LoadGenerator.run(plan, stop: stop)
        } catch {
            throw CommandFailure(.failed, error.description)
        }
        interrupt.end()
        let report = LoadReport(target: target, plan: plan, result: result)
        try StandardOutput.write(json ? try report.json() : report.text)
        guard !stop.isRaised else { throw CommandFailure(.interrupted, "interrupted; the report is of what was done") }
        guard result.completed > 0 else {
            throw CommandFailure(.failed, "no request to \(target.url) was served; see the failures above")
        }
    }

    private func plan(_ target: LoadTarget) throws(CommandFailure) -> LoadPlan {
        if seconds != nil && duration != nil {
            throw CommandFailure(.usage, "-t and --duration say the same; give one of them")
        }
        var address: IPv4Address?
        if let source {
            address = IPv4Address(source)
            guard address != nil else { throw CommandFailure(.usage, "the source '\(source)' is no IPv4 address") }
        }
        try require(concurrency, "concurrency", 1...LoadPlan.maximumConcurrency)
        try require(threads, "number of threads", 1...1024)
        try require(requests ?? 1, "number of requests", 1...Int.max)
        try require(seconds ?? 1, "number of seconds", 1...1_000_000)
        let bounded = requests == nil ? Duration.seconds(10) : LoadCommand.longest
        return LoadPlan(
            address: target.address,
            port: target.port,
            host: target.host,
            path: target.path,
            connections: keepAlive ? .keepAlive : .perRequest,
            concurrency: concurrency,
            workers: threads,
            cpus: cpus?.values ?? [],
            duration: duration.map { .seconds($0.seconds) } ?? seconds.map { .seconds($0) } ?? bounded,
            maximumRequests: requests,
            sources: address.map { [$0] } ?? []
        )
    }

    private func require(_ value: Int, _ name: String, _ range: ClosedRange<Int>) throws(CommandFailure) {
        guard range.contains(value) else {
            let most = range.upperBound == Int.max ? "" : " and \(range.upperBound) at most"
            throw CommandFailure(
                .usage,
                "a \(name) of \(value) makes no sense; give \(range.lowerBound) at least\(most)"
            )
        }
    }
}
