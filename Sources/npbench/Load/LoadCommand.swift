import ArgumentParser
import Load
import LoadReport

/// `npbench load URL`: the load generator alone, with ab's flags.
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Loads an HTTP server and says what it did, with ab's flags and report.",
        discussion: """
            Without a number of requests and a time the load lasts 10 s. Unlike ab, complete requests are those that \
            were answered as expected; a connection that cannot be made is a failed request, and so is a response that \
            is not 2xx (--expect-status). Ctrl-C ends the load and reports what there is. docs/load.md has each flag \
            of ab and each figure.

            EXAMPLES
              npbench load -n 100000 -c 32 http://10.96.0.10/
              npbench load -k -c 256 --duration 30s --threads 2 http://127.0.0.1:8080/index.html
              npbench load --rate 2000 -c 64 -t 10 --hgrm pods http://10.96.0.10/
              npbench load --sweep 1,2,4,8 --repeats 5 --duration 2s --csv sweep.csv http://10.96.0.10/

            EXIT STATUS
              0 done, 1 failed, 7 the generator was the limit (--fail-if-client-bound), 64 usage, 130 interrupted
            """
    )

    @Argument(help: "http[s]://HOST[:PORT][/PATH]; a name is resolved once, to its first IPv4 address.")
    var url: String?

    @OptionGroup(title: "Load") var shape: LoadShapeOptions
    @OptionGroup(title: "Requests") var message: LoadMessageOptions
    @OptionGroup(title: "Transport") var transport: LoadTransportOptions
    @OptionGroup(title: "Output") var output: LoadOutputOptions
    @OptionGroup(title: "Sweep") var sweep: SweepOptions
    @OptionGroup(title: "As ab") var ab: AbOptions

    func run() throws {
        if ab.printsVersion { return try StandardOutput.write("npbench \(Npbench.configuration.version)\n") }
        try ab.refuse()
        guard let url else {
            throw CommandFailure(.usage, "cannot load without a URL; give http://ADDRESS[:PORT][/PATH]")
        }
        let target = try LoadTarget(url)
        let plan = try plan(target)
        let session = LoadSession(target: target, isQuiet: output.isQuiet)
        if let levels = sweep.sweep?.values {
            try runSweep(plan, levels: levels, session)
        } else {
            try runOnce(plan, session)
        }
    }

    private func runOnce(_ plan: LoadPlan, _ session: LoadSession) throws {
        guard sweep.repeats == nil, sweep.csv == nil else {
            throw CommandFailure(
                .usage,
                "cannot repeat one load: --repeats and --csv are of a sweep; give --sweep 1,2,4,8"
            )
        }
        let files = try LoadFiles(output)
        let load = try session.run(plan)
        try files.write(load)
        try StandardOutput.write(output.json ? try json(load) : report(load))
        guard !load.isInterrupted else {
            throw CommandFailure(.interrupted, "interrupted; the report is of what was done")
        }
        guard load.result.completed > 0 else { throw CommandFailure(.failed, nothingServed(load)) }
        if output.failIfClientBound, load.limit.verdict == .clientBound {
            throw CommandFailure(
                .invalidRun,
                "the generator was the limit (\(load.limit.reason)), so the figures are its own; give it more CPUs and "
                    + "--threads, or load less"
            )
        }
    }

    private func report(_ load: FinishedLoad) -> String {
        var style = AbReport.Style()
        style.hasPercentiles = !output.hidesPercentiles
        style.hasDeviation = !output.hidesDeviation
        style.isLengthVariable = ab.isLengthVariable
        return AbReport(load, style: style).text
    }

    private func json(_ load: FinishedLoad) throws(CommandFailure) -> String {
        do { return try LoadDocument(load).text() } catch {
            throw CommandFailure(.failed, "cannot write the report as JSON: \(error); print it as text")
        }
    }

    private func nothingServed(_ load: FinishedLoad) -> String {
        guard load.result.failed == 0 else { return "no request to \(load.url) was served; see the failures above" }
        return "no request to \(load.url) was served: \(load.result.unfinished) were under way when the time was over; "
            + "load for longer, or look whether the server answers at all"
    }
}
