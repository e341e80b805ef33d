import Experiment
import Report
import Results

extension Calibration {
    /// The prices as a table for people, and what they are of.
    var text: String {
        func number(_ value: Double, _ decimals: Int) -> String { Readable.number(value, decimals: decimals) }
        let rows = prices.map { price in
            [
                price.work,
                number(1000 * price.microseconds, 1),
                "\(number(1000 * price.low, 1)) to \(number(1000 * price.high, 1))",
                number(price.mostTests, 0),
                "\(number(price.interceptLow, 2)) to \(number(price.interceptHigh, 2))",
                "\(price.points.count)",
                price.lackOfFit.map { Readable.probability($0) } ?? "",
            ]
        }
        let table = TextTable(
            header: [
                "kind of work", "ns each", "95 %", "up to, a connection", "us without any, 95 %", "quads",
                "p of a line",
            ],
            alignments: [.left, .right, .left, .right, .left, .right, .right],
            rows: rows
        )
        var lines = table.lines
        lines.append("")
        lines.append(
            "A request takes \(number(offMicroseconds, 1)) us (95 %: \(number(offLow, 1)) to \(number(offHigh, 1))) without a "
                + "controller, of which its client sends \(number(sentSegments, 1)) segments and receives "
                + "\(number(receivedSegments, 1))."
        )
        let curved = prices.filter(\.isCurved).map(\.work)
        if !curved.isEmpty {
            lines.append(
                "Not on a line, and predicted by straight lines between the numbers that were tried: "
                    + "\(curved.joined(separator: ", "))."
            )
        }
        if let rules = injectedRules(costing: 2) {
            lines.append("About \(rules) rules of --inject-rules cost 2 % of QPS.")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
