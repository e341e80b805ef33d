import ArgumentParser
import BenchmarkServers
import Foundation
import Linux
import PeerComparison

/// Runs npbench's load generator and its peers in turn against one server, and writes down what each did.
///
/// `scripts/compare-peers` builds it, brings the server up, and runs it in the client's namespaces.
struct CompareLoads: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loads",
        abstract: "Compares npbench load with ab, wrk, hey and h2load."
    )

    @Option(help: "The npbench to compare.")
    var npbench: String

    @Option(help: "What to load: http://ADDRESS:PORT/; or --null-server.")
    var url: String?

    @Flag(help: "Load a server in this process that does the least that HTTP allows.")
    var nullServer = false

    @Option(help: "Rounds; 10 balance the order of five tools.")
    var rounds = 10

    @Option(help: "Seconds of each load.")
    var seconds = 2

    @Option(help: "Seed of the orders.")
    var seed: UInt64 = 1

    @Option(help: "Directory for peers.md and peers.csv, or peers-null-server.md and .csv.")
    var output: String

    @Option(help: "The commit that npbench was built from.")
    var commit = "unknown"

    private var setting: PeerSetting { nullServer ? .nullServer : .service }

    func validate() throws {
        guard (url != nil) != nullServer else { throw ValidationError("Give either --url or --null-server.") }
        guard (1...1000).contains(rounds), (1...60).contains(seconds) else {
            throw ValidationError("Give 1 to 1000 rounds of 1 to 60 seconds.")
        }
    }

    func run() throws {
        // Now, and not when minutes of load are over.
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        let cpus = try CPUAffinity.current().cpus
        guard let serverCPU = cpus.first, let clientCPU = cpus.last else { throw PeerError("There is no CPU.") }
        let server = nullServer ? try NullServer(cpu: serverCPU) : nil
        defer { server?.stop() }
        // A CPU that sleeps between requests is given away by a hypervisor: what it comes back late is the host's, no tool's.
        let awake = try WakefulCPUs([serverCPU, clientCPU])
        defer { withExtendedLifetime(awake) {} }
        // The tools inherit it.
        try CPUAffinity.pin(to: clientCPU)
        let target = url ?? server.map { "http://127.0.0.1:\($0.port)/" } ?? ""
        var bench = PeerBench(npbench: npbench, url: target, seconds: seconds)
        try tryStartUps(&bench)
        let samples = try measure(&bench)
        try report(bench, PeerAnalysis(samples))
    }

    private func tryStartUps(_ bench: inout PeerBench) throws {
        let listener = try SilentListener()
        for _ in 1...3 {
            for tool in setting.tools {
                for level in Set(setting.cells.map(\.concurrency)) {
                    try bench.tryStartUp(tool, concurrency: level, on: listener)
                }
            }
        }
    }

    private func measure(_ bench: inout PeerBench) throws -> [PeerSample] {
        let schedule = RoundSchedule(cells: setting.cells, tools: setting.tools, seed: seed)
        var samples: [PeerSample] = []
        var table = PeerSample.columns + "\n"
        for round in 1...rounds {
            for (cell, tools) in schedule.round(round) {
                for (index, tool) in tools.enumerated() {
                    let sample = try bench.sample(tool, cell, round: round, place: index + 1)
                    samples.append(sample)
                    table += sample.line + "\n"
                    // Whole each time: what was measured is kept, however this ends.
                    try TextFile.write(table, to: path("csv"))
                    progress(sample)
                }
            }
        }
        return samples
    }

    private func progress(_ sample: PeerSample) {
        let figures = "\(sample.report.qps.fixed(0)) QPS, \(sample.cpuPerRequest.fixed(2)) us of CPU a request"
        let line =
            "round \(sample.round) of \(rounds), \(sample.cell), \(sample.tool.rawValue): "
            + (sample.fault ?? figures) + "\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    private func report(_ bench: PeerBench, _ analysis: PeerAnalysis) throws {
        let document = PeerDocument(
            setting: setting,
            rounds: rounds,
            seconds: seconds,
            command: command,
            facts: PeerFacts.collect(tools: setting.tools, commit: commit),
            analysis: analysis,
            startUp: bench.startUp,
            commandLines: setting.cells.filter { $0.concurrency == 32 }.flatMap { cell in
                setting.tools.map { bench.commandLine($0, cell) }
            }
        )
        try TextFile.write(document.text, to: path("md"))
        print(document.text, terminator: "")
    }

    private func path(_ kind: String) -> String {
        "\(output)/peers\(nullServer ? "-null-server" : "").\(kind)"
    }

    private var command: String {
        "scripts/compare-peers .build/release/npbench --rounds \(rounds) --seconds \(seconds) --seed \(seed)"
            + (nullServer ? " --null-server" : "")
    }
}
