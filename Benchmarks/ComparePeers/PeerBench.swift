import BenchmarkServers
import Glibc
import Linux
import PeerComparison

/// Starts the tools one at a time and takes their time.
struct PeerBench {
    /// The path of the npbench that is compared.
    let npbench: String
    let url: String
    let seconds: Int
    /// What to take off each sample.
    private(set) var startUp = StartUpCost()
    /// What tools that end by count last did in a second.
    private var rates: [PeerCell: Double] = [:]

    init(npbench: String, url: String, seconds: Int) {
        self.npbench = npbench
        self.url = url
        self.seconds = seconds
    }

    /// How long the last load's connections have to close.
    private static let pause: UInt32 = 300_000

    /// Seconds that a tool has for its end.
    private static let patience = 15

    /// One load by `tool` in `cell`.
    mutating func sample(_ tool: LoadTool, _ cell: PeerCell, round: Int, place: Int) throws -> PeerSample {
        let requests = tool.endsByCount(cell) ? try requests(of: tool, in: cell) : 1
        usleep(PeerBench.pause)
        let before = try counters()
        let output = try endedRun(tool, tool.arguments(cell, seconds: seconds, requests: requests, url: url))
        let opened = try counters().delta(since: before).activeOpens
        var said = ToolReport(completed: 0, failed: 0, seconds: 0)
        if let output {
            said = try report(of: tool, output)
            if tool.endsByCount(cell) { rates[cell] = said.qps }
        }
        return PeerSample(
            round: round,
            place: place,
            cell: cell,
            tool: tool,
            report: said,
            cpuMicroseconds: (output?.usage.total ?? .zero) / .microseconds(1),
            startUpMicroseconds: startUp.microseconds(tool, cell),
            connections: Int(opened),
            hasEnded: output != nil
        )
    }

    /// Tries what `tool` spends in a second in which nothing is answered; how it ends then is its own affair.
    mutating func tryStartUp(_ tool: LoadTool, concurrency: Int, on listener: borrowing SilentListener) throws {
        let cell = PeerCell(.keepAlive, concurrency)
        let url = "http://127.0.0.1:\(listener.port)/"
        let output = try run(tool, tool.arguments(cell, seconds: 1, patience: 1, url: url))
        startUp.add(tool, concurrency: concurrency, cpuMicroseconds: output.usage.total / .microseconds(1))
    }

    func commandLine(_ tool: LoadTool, _ cell: PeerCell) -> String {
        let requests = Int((rates[cell] ?? 0) * Double(seconds))
        let words = [tool.rawValue] + tool.arguments(cell, seconds: seconds, requests: requests, url: url)
        return words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    }

    /// As many as `tool` made in that time in its last sample; in a short trial, if it had none.
    private func requests(of tool: LoadTool, in cell: PeerCell) throws -> Int {
        if let rate = rates[cell] { return Int(rate * Double(seconds)) }
        let trial = tool.arguments(cell, seconds: seconds, requests: 1000, url: url)
        return Int(try report(of: tool, try run(tool, trial)).qps * Double(seconds))
    }

    /// What the tool says; one that ended badly may still have said something, and that decides.
    private func report(of tool: LoadTool, _ output: ChildProcess.Output) throws -> ToolReport {
        do {
            return try ToolReport(of: tool, output: output.outputText)
        } catch {
            throw PeerError("\(error) It \(output.end) and said: \(output.errorText.suffix(400))")
        }
    }

    private func run(_ tool: LoadTool, _ arguments: [String]) throws -> ChildProcess.Output {
        guard let output = try endedRun(tool, arguments) else { throw PeerError("\(tool.rawValue) did not end.") }
        return output
    }

    /// The same; nil for a tool that had to be killed: h2load waits for ever for a request whose connection was lost.
    private func endedRun(_ tool: LoadTool, _ arguments: [String]) throws -> ChildProcess.Output? {
        do {
            let program = tool == .npbench ? npbench : tool.rawValue
            return try ChildProcess.run(program, arguments, timeout: seconds + PeerBench.patience)
        } catch  where error.errno == ETIMEDOUT {
            return nil
        } catch {
            throw PeerError("Can not load with \(tool.rawValue): \(error); scripts/setup --with-peers installs it.")
        }
    }

    private func counters() throws -> NetworkCounters {
        guard let counters = NetworkCounters(reading: ProcFilesystem()) else {
            throw PeerError("Can not count connections: /proc shows no TCP counters; mount /proc.")
        }
        return counters
    }
}
