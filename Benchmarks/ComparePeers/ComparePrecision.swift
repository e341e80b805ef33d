import ArgumentParser
import Foundation
import Linux
import PeerComparison
import Results

/// Runs npbench and a shell loop around ab in turn, and writes down how well each knows the cost.
///
/// `scripts/compare-precision` builds it and brings the loop's twin up; it acts in that through `npbench shell`.
struct ComparePrecision: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "precision",
        abstract: "Compares an npbench run with a shell loop of the same length."
    )

    @Option(help: "The npbench to compare.")
    var npbench: String

    @Option(help: "The process of the twin that the loop loads.")
    var twin: Int32

    @Option(help: "What the loop loads, as the twin's client reaches it.")
    var url: String

    @Option(help: "Rounds.")
    var rounds = 5

    @Option(help: "Seconds under load, of each in each round.")
    var seconds = 60

    @Option(help: "Connections at the same time.")
    var concurrency = 16

    @Option(help: "Seed of the first run's order; each round has the next.")
    var seed: UInt64 = 1

    @Option(help: "Directory for precision.md.")
    var output: String

    @Option(help: "Directory for the runs.")
    var scratch: String

    @Option(help: "The commit that npbench was built from.")
    var commit = "unknown"

    func validate() throws {
        guard (1...100).contains(rounds), (16...3600).contains(seconds) else {
            throw ValidationError("Give 1 to 100 rounds of 16 to 3600 seconds.")
        }
    }

    func run() throws {
        // Now, and not when minutes of load are over.
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        var results: [PrecisionRound] = []
        for round in 1...rounds {
            // Neither is always the first.
            var loop = try round.isMultiple(of: 2) ? runLoop() : nil
            let (estimate, voids) = try runNpbench(round)
            if loop == nil { loop = try runLoop() }
            guard let loop else { continue }
            results.append(PrecisionRound(npbench: estimate, voidQuads: voids, loop: loop))
            let document = PrecisionDocument(
                rounds: results,
                seconds: seconds,
                concurrency: concurrency,
                command: command,
                facts: PeerFacts.collect(tools: [.ab], commit: commit)
            )
            // Whole each time: what was measured is kept, however this ends.
            try TextFile.write(document.text, to: output + "/precision.md")
            progress(results)
            if round == rounds { print(document.text, terminator: "") }
        }
    }

    private static let scale = ["--services", "1000", "--pods", "8000"]
    private static let sliceSeconds = 0.4
    private static let runSeconds = 2

    /// One level for as long as the loop: the quads that fill the time.
    private func runNpbench(_ round: Int) throws -> (PrecisionEstimate, voids: Int) {
        let quads = Int((Double(seconds) / (4 * ComparePrecision.sliceSeconds)).rounded())
        let directory = "\(scratch)/run-\(round)"
        let arguments =
            ["run"] + ComparePrecision.scale + [
                "--levels", "\(concurrency)", "--quads", "\(quads)", "--slice", "400ms", "--seed",
                "\(seed &+ UInt64(round))", "--output", directory,
            ]
        let ended = try ChildProcess.run(npbench, arguments, timeout: seconds * 6 + 120)
        guard ended.hasSucceeded else {
            throw PeerError("npbench \(arguments.joined(separator: " ")) \(ended.end): \(ended.errorText.suffix(400))")
        }
        let path = directory + "/cost.csv"
        let rows = try CostRow.rows(csv: TextFile.read(path), name: path)
        guard let row = rows.first(where: { $0.concurrency == concurrency }) else {
            throw PeerError("\(path) has no row of c = \(concurrency); run it by hand and look at its summary.")
        }
        return (PrecisionEstimate(costPercent: row.costPercent, low: row.low, high: row.high), row.voided)
    }

    /// `ab` for two seconds with the controller off, then on, until the time is over.
    private func runLoop() throws -> ShellLoop {
        var (off, on): ([Double], [Double]) = ([], [])
        for _ in 0..<(seconds / (2 * ComparePrecision.runSeconds)) {
            off.append(try loopRun(arm: "off"))
            on.append(try loopRun(arm: "on"))
        }
        return try ShellLoop(off: off, on: on)
    }

    private func loopRun(arm: String) throws -> Double {
        let rules = try TextFile.read("\(scratch)/\(arm).iptables", limit: 1 << 26)
        _ = try inTwin("node", ["iptables-legacy-restore", "-T", "filter"], input: Array(rules.utf8))
        let most = "\(50_000 * ComparePrecision.runSeconds)"
        let said = try inTwin(
            "client",
            ["ab", "-q", "-t", "\(ComparePrecision.runSeconds)", "-n", most, "-c", "\(concurrency)", url]
        )
        return try ToolReport(of: .ab, output: said).qps
    }

    private func inTwin(_ place: String, _ command: [String], input: [UInt8] = []) throws -> String {
        let ended = try ChildProcess.run(
            npbench,
            ["shell", "--pid", "\(twin)", place, "--"] + command,
            input: input,
            timeout: 30
        )
        guard ended.hasSucceeded else {
            throw PeerError(
                "\(command.joined(separator: " ")) \(ended.end) in \(place): \(ended.errorText.suffix(400))"
            )
        }
        return ended.outputText
    }

    private func progress(_ rounds: [PrecisionRound]) {
        guard let last = rounds.last else { return }
        let line =
            "round \(rounds.count) of \(self.rounds): half-width \(last.npbench.halfWidth.fixed(2)), "
            + "loop \(last.loop.unpaired.halfWidth.fixed(2)) (pairs \(last.loop.paired.halfWidth.fixed(2)))\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    private var command: String {
        "scripts/compare-precision .build/release/npbench --rounds \(rounds) --seconds \(seconds) "
            + "--concurrency \(concurrency) --seed \(seed)"
    }
}
