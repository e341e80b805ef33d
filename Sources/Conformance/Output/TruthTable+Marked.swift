extension TruthTable {
    /// One grid of what was observed, under `title`: `.` reached, `X` not, `?` not probed, and `!` after a sign that
    /// should be the other.
    package func marked(_ title: String) -> String {
        let margin = ([title] + froms).map(\.count).max() ?? 0
        let lines = froms.indices.map { row in
            let cells = tos.indices.map { column -> String in
                let seen = observed[row][column]
                let isWrong = seen.map { $0 != expected[row][column] } ?? false
                return (TruthTable.sign(seen) + (isWrong ? "!" : "")).padded(to: max(tos[column].count, 2))
            }
            return ([froms[row].padded(to: margin)] + cells).joined(separator: " ")
        }
        let header = ([title.padded(to: margin)] + tos.map { $0.padded(to: 2) }).joined(separator: " ")
        return ([header] + lines).map { $0.withoutTrailingBlanks + "\n" }.joined()
    }

    /// The table of some probes: sources by destinations, in the order in which they come.
    ///
    /// Of two probes of a pair the one that went wrong stays.
    package init(of probes: [ProbeResult]) {
        var froms: [String] = []
        var tos: [String] = []
        var expected: [String: Bool] = [:]
        for probe in probes {
            if !froms.contains(probe.source) { froms.append(probe.source) }
            if !tos.contains(probe.destination) { tos.append(probe.destination) }
            expected["\(probe.source) \(probe.destination)"] = probe.isAllowed
        }
        self.init(froms: froms, tos: tos) { expected["\($0) \($1)"] ?? true }
        let inOrder = probes.filter(\.judgement.isRight) + probes.filter { !$0.judgement.isRight }
        for probe in inOrder {
            record(from: probe.source, to: probe.destination, reached: probe.verdict.isReached)
        }
    }
}

extension String {
    fileprivate var withoutTrailingBlanks: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
