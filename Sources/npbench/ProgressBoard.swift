import Experiment
import Results

/// What a run shows while it runs: lines that stay, and on a terminal a bar that does not.
struct ProgressBoard {
    /// Nothing is said on standard output, which belongs to a machine.
    let isQuiet: Bool
    private let isLive = StandardError.isTerminal

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    /// A line that stays.
    func say(_ line: String) {
        clear()
        guard !isQuiet else { return }
        // Standard output that is gone is found out by the summary, whose loss matters.
        try? StandardOutput.write(line + "\n")
    }

    /// Draws the bar anew.
    func show(_ progress: Progress) {
        guard isLive else { return }
        StandardError.write("\r\u{1B}[K" + ProgressBoard.line(progress))
    }

    /// Takes the bar away.
    func clear() {
        guard isLive else { return }
        StandardError.write("\r\u{1B}[K")
    }

    static func line(_ progress: Progress) -> String {
        let width = 24
        let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 0
        let filled = Int((share * Double(width)).rounded(.down))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: max(0, width - filled))
        let left = Int(progress.remainingSeconds.rounded(.up))
        let eta = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
        return "\(bar) \(Int(share * 100)) % \(activity(progress)), \(eta) left"
            + (progress.voidedQuads > 0 ? ", \(progress.voidedQuads) quads void" : "")
    }

    private static func activity(_ progress: Progress) -> String {
        switch progress.activity {
        case .preparing: return "\(progress.scale.label): twin coming up"
        case .warmingUp: return "\(progress.scale.label): warming up"
        case .measuring:
            guard let treatment = progress.treatment, let concurrency = progress.concurrency,
                let rate = progress.lastQueriesPerSecond
            else { return progress.scale.label }
            let load = progress.isClosedLoop ? "c=\(concurrency)" : "latency"
            return "\(progress.scale.label) \(load) \(treatment) \(Int(rate))/s"
        }
    }
}
