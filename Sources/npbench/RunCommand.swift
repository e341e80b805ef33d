import ArgumentParser
import Experiment
import Foundation
import Layouts
import Linux
import Results
import Twin

/// `npbench run`: the whole experiment, from namespaces to pictures.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Builds the twin of a node, loads it with the controller off and on, and says what that costs.",
        discussion: """
            Everything happens inside namespaces of npbench's own; the machine's rules, interfaces and mounts are not \
            touched, and all of it is gone when npbench ends. The twins of all scales are up at once, and take turns.

            EXAMPLES
              npbench run --services 1000 --pods 8000
              npbench run                                 the published experiment: 2000, 6000 and 8000 pods
              npbench run --preset smoke --pods 2000      does it work here? in half a minute
              npbench run --precision 0.5% --budget 1h    as long as it takes, at most an hour
              npbench run --controller kube-router-2.11,kube-router-2.11-nft --pods 8000      two controllers, one picture
              npbench run --connections per-request,keep-alive --pods 8000      new and kept connections, one picture
              npbench run --churn 5s --pods 8000          what syncing costs beside rules, a sync every 5 s
              npbench run --latency-load 50% --pods 8000  and the microseconds it adds at half of what the node bears
              npbench run --cluster dump.json.gz --node node-1 --policy npd.yaml --target default/web:http
              npbench run --resume npbench-result-20261128T051500Z      goes on after a kill, an interrupt or a reboot
              npbench run --hold --pods 8000              keeps the twin up to look at with `npbench shell node`

            EXIT STATUS
              0 done, 1 failed, 6 the machine lacks something, 7 invalid run, 64 usage, 130 interrupted
            """
    )

    @OptionGroup var cluster: ClusterOptions

    @Option(
        help: """
            How long to measure: smoke (half a minute in all), quick (3 minutes for each scale, controller and mode of \
            connections), full (12).
            """
    )
    var preset = Preset.quick

    @Option(help: ArgumentHelp("How long the whole run may take, instead of a preset.", valueName: "3m"))
    var budget: TimeSpan?

    @Option(
        help: ArgumentHelp(
            "End a scale once the 95 % interval of each cost over all levels is within so many points, after 8 rounds at "
                + "least; --budget (default: 4 times the preset) ends it before.",
            valueName: "1%"
        )
    )
    var precision: Percentage?

    @Option(help: ArgumentHelp("Concurrency levels (default: 1,2,4,...,128).", valueName: "n,n"))
    var levels: NumberList?

    @Option(help: ArgumentHelp("Quads (off on on off) of each level (default: as many as fit).", valueName: "n"))
    var quads: Int?

    @Option(help: ArgumentHelp("Length of one timed load (default: a pilot chooses, 0.1 to 2 s).", valueName: "500ms"))
    var slice: TimeSpan?

    @Option(
        help: ArgumentHelp(
            "A new connection for each request (per-request), connections kept alive (keep-alive), or both with a comma "
                + "between them: each is then measured in every round.",
            valueName: "mode[,mode]"
        )
    )
    var connections = ModeList([.perRequest])

    @Option(help: ArgumentHelp("Arms to compare with off: on, idle, or off,off for an A/A run.", valueName: "arm,arm"))
    var arms = ArmList([.on])

    @Option(
        help: ArgumentHelp(
            """
            Compare with off another time while the controller's sync work is replayed as its version does it, one sync each \
            period of load (arms on and churn), and say what that adds to the cost of its rules.
            """,
            valueName: "5s"
        )
    )
    var churn: TimeSpan?

    @Option(
        help: ArgumentHelp(
            """
            Also measure what is added to the latency of a request below saturation: at this share of the QPS that off bears, 10% to \
            80%, in an open loop with Poisson arrivals (latency.csv). Takes the time of one more level.
            """,
            valueName: "50%"
        )
    )
    var latencyLoad: LoadShare?

    @Option(
        name: .customLong("idle-cpus"),
        help: ArgumentHelp(
            """
            CPUs without work: awake keeps those of generator and pods from sleeping, by threads of idle priority; asleep \
            leaves them alone (default: awake, unless a control group limits CPU time).
            """,
            valueName: "awake|asleep"
        )
    )
    var idleCPUs: IdleCPUs?

    @Option(
        help: ArgumentHelp(
            """
            fine: off and the arm compared stand in two twins, which are loaded in turns of some milliseconds; coarse: in one twin, \
            whose rules are switched between timed loads, as --churn and --latency-load always are (default: fine).
            """,
            valueName: "fine|coarse"
        )
    )
    var interleaving: Interleaving?

    @Option(help: ArgumentHelp("Result directory (default: npbench-result-TIME).", valueName: "dir"))
    var output: String?

    @Flag(help: "Replace the results of an earlier run in the output directory.")
    var overwrite = false

    @Option(
        help: ArgumentHelp(
            "Go on with a run that was killed or interrupted, from its result directory; its options are known.",
            valueName: "dir"
        )
    )
    var resume: String?

    @Flag(help: "Resume on another kind of machine than the one the run began on.")
    var anyMachine = false

    @Flag(help: "Measure nothing: keep the twin of the first scale up, in the arm on, until interrupted.")
    var hold = false

    @Flag(help: "Print the costs as JSON instead of the summary.")
    var json = false

    @Option(help: ArgumentHelp("Break the twin on purpose; the run must end as invalid.", valueName: Fault.names))
    var fault: Fault?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Put this many rules that match nothing before those of every arm but off: to try what a run finds "
                + "(`npbench calibrate` says how many cost 2 %; with --arms idle they are the only difference).",
            valueName: "k"
        )
    )
    var injectRules: Int?

    func validate() throws {
        for level in levels?.values ?? [] where !(1...10_000).contains(level) {
            throw ValidationError("--levels holds \(level); a concurrency level is 1 to 10000")
        }
        if let values = levels?.values, Set(values).count < values.count {
            throw ValidationError("--levels names a number twice; name each once")
        }
        if let quads, !(2...1000).contains(quads) {
            throw ValidationError("--quads is \(quads); a cell needs 2 to 1000 quads")
        }
        if let injectRules, !(0...20_000).contains(injectRules) {
            throw ValidationError("--inject-rules is \(injectRules); a table takes 0 to 20000 of them")
        }
        if injectRules != nil, arms.arms.contains(.off) {
            throw ValidationError("--inject-rules adds nothing to the arm off of --arms; give --arms idle or on")
        }
        if churn == nil, arms.arms.contains(.churn) {
            throw ValidationError("--arms names churn, which has no period; give one with --churn")
        }
        if churn != nil, arms.arms.contains(.off) {
            throw ValidationError("--churn replays syncs and the arm off of --arms has none; give --arms on or idle,on")
        }
        if let churn, !(0.1...3600).contains(churn.seconds) {
            throw ValidationError("--churn is \(churn.seconds) s; a controller syncs every 100ms to 1h")
        }
        if churn != nil, injectRules != nil {
            throw ValidationError("--inject-rules puts rules where the syncs of --churn write theirs; give one of them")
        }
        if churn != nil, hold {
            throw ValidationError("--hold measures nothing, and --churn is there for samples only; give one of them")
        }
        if let latencyLoad, !LatencyLoad.shares.contains(latencyLoad.share) {
            throw ValidationError(
                "--latency-load is \(latencyLoad.share * 100) % of off's QPS; latency is measured at 10% to 80%"
            )
        }
        if latencyLoad != nil, hold {
            throw ValidationError(
                "--hold measures nothing, and --latency-load is there for samples only; give one of them"
            )
        }
        if resume != nil, output != nil || overwrite || hold {
            throw ValidationError("--resume goes on in its directory; leave out --output, --overwrite and --hold")
        }
        if precision != nil, quads != nil {
            throw ValidationError("--quads says when to end and so does --precision; give one of them")
        }
        if let precision, !(0.01...100).contains(precision.percent) {
            throw ValidationError("--precision is \(precision.percent) points; a cost can be known to 0.01% to 100%")
        }
        if let slice, !(0.05...60).contains(slice.seconds) {
            throw ValidationError("--slice is \(slice.seconds) s; a timed load lasts 50ms to 60s")
        }
    }

    func run() throws {
        guard let resume else { return try start(resuming: nil) }
        let earlier = try EarlierRun(resume)
        try earlier.command(adding: RunCommand.options(CommandLine.arguments)).start(resuming: earlier)
    }

    private func start(resuming earlier: EarlierRun?) throws {
        if Enclosure.isInside {
            var session = try RunSession(self, resuming: earlier)
            try session.run()
        } else {
            try runEnclosed(resuming: earlier)
        }
    }

    /// The options of a command line besides `--resume`.
    private static func options(_ line: [String]) -> [String] {
        var options = Array(line.dropFirst(2))
        options.removeAll { $0.hasPrefix("--resume=") }
        if let place = options.firstIndex(of: "--resume") {
            options.removeSubrange(place..<min(place + 2, options.endIndex))
        }
        return options
    }

    /// Starts the same command again inside namespaces, and ends as it ends.
    ///
    /// The output directory is made out here, where the user's rights are whole.
    private func runEnclosed(resuming earlier: EarlierRun?) throws {
        let usesNftables =
            try cluster.chosenControllers().contains(where: \.usesNftables)
            || cluster.chosenServiceProxy().usesNftables
        try RunPrograms.requireAll(nftables: usesNftables)
        let path = output ?? RunCommand.defaultOutput()
        let directory =
            try earlier.map { OutputDirectory(existing: $0.path) }
            ?? OutputDirectory(creating: path, overwrite: overwrite)
        var arguments = CommandLine.arguments
        if output == nil { arguments += ["--output", path] }
        let status: Int32
        do {
            status = try Enclosure.enter(arguments: arguments)
        } catch {
            directory.withdrawIfEmpty()
            throw CommandFailure(error)
        }
        directory.withdrawIfEmpty()
        guard status == 0 else { throw ExitCode(status) }
    }

    /// A name that no other run has, and that sorts by time.
    private static func defaultOutput() -> String {
        "npbench-result-" + Date.now.ISO8601Format(.init(dateSeparator: .omitted, timeSeparator: .omitted))
    }
}
