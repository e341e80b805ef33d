import Statistics

/// The page that says how much better a cost is known by npbench than by a shell loop of the same length.
package struct PrecisionDocument: Sendable {
    /// How many times narrower the interval must be, in the median of the rounds.
    package static let bar = 5.0

    package var rounds: [PrecisionRound]
    /// Seconds under load of each, in each round.
    package var seconds: Int
    package var concurrency: Int
    /// What to type to measure it again.
    package var command: String
    /// When, on what machine, with which versions: names and values, in order.
    package var facts: [(name: String, value: String)]

    package init(
        rounds: [PrecisionRound],
        seconds: Int,
        concurrency: Int,
        command: String,
        facts: [(name: String, value: String)]
    ) {
        self.rounds = rounds
        self.seconds = seconds
        self.concurrency = concurrency
        self.command = command
        self.facts = facts
    }

    package var text: String {
        [heading, table, verdict, machine].joined(separator: "\n")
    }

    private var heading: String {
        """
        # How well a cost is known: npbench and a shell loop

        Written by `\(command)`; not edited. kube-router-0.2.0 at 8000 pods, 82 on the node, a connection per request, \
        c = \(concurrency); \(seconds) s
        under load for each, in turn. The shell loop is `ab` for 2 s with the controller off, then on, and so on, in the same \
        kind of twin.
        "Two columns" is what most people make of it: the mean of each, with Welch's interval of ln QPS. "Pairs" is the most that can be
        made of it: each run on over the run off before it, paired t. Half-widths are of 95 % intervals, in points of cost.

        """
    }

    private var table: String {
        var table = MarkdownTable(
            header: [
                "round", "npbench: cost %", "half-width", "quads again", "loop: cost %", "two columns", "pairs",
                "times narrower", "than pairs",
            ]
        )
        for (index, round) in rounds.enumerated() {
            table.rows.append(
                [
                    "\(index + 1)", round.npbench.costPercent.fixed(1), round.npbench.halfWidth.fixed(2),
                    "\(round.voidQuads)", round.loop.unpaired.costPercent.fixed(1),
                    round.loop.unpaired.halfWidth.fixed(2), round.loop.paired.halfWidth.fixed(2),
                    round.gain.fixed(1), round.gainOverPairs.fixed(1),
                ]
            )
        }
        let medians: [(PrecisionRound) -> Double] = [
            { $0.npbench.costPercent }, { $0.npbench.halfWidth }, { $0.loop.unpaired.costPercent },
            { $0.loop.unpaired.halfWidth }, { $0.loop.paired.halfWidth }, \.gain, \.gainOverPairs,
        ]
        let digits = [1, 2, 1, 2, 2, 1, 1]
        var row = zip(medians, digits).map { PrecisionRound.median(rounds, $0).fixed($1) }
        row.insert("", at: 2)
        table.rows.append(["median"] + row)
        return table.text
    }

    /// Whether the bar is reached, in a sentence.
    private var verdict: String {
        let gain = PrecisionRound.median(rounds, \.gain)
        let word = gain >= PrecisionDocument.bar ? "reached" : "missed"
        return "npbench's interval is \(gain.fixed(1)) times narrower (median of \(rounds.count)); the bar is "
            + "\(PrecisionDocument.bar.fixed(0)): \(word).\n"
    }

    private var machine: String {
        var table = MarkdownTable(header: ["fact", "value"])
        table.rows = facts.map { [$0.name, $0.value] }
        return "## Machine and versions\n\n" + table.text
    }
}
