import Statistics

/// npbench and a shell loop, one after the other, with the same time under load.
package struct PrecisionRound: Equatable, Sendable {
    package let npbench: PrecisionEstimate
    /// Quads that npbench had to take again: they are not in its time.
    package let voidQuads: Int
    package let loop: ShellLoop

    package init(npbench: PrecisionEstimate, voidQuads: Int, loop: ShellLoop) {
        self.npbench = npbench
        self.voidQuads = voidQuads
        self.loop = loop
    }

    /// How many times narrower npbench's interval is than the one that most people would draw of the loop.
    package var gain: Double { loop.unpaired.halfWidth / npbench.halfWidth }

    /// The same, over the best that can be drawn of the loop.
    package var gainOverPairs: Double { loop.paired.halfWidth / npbench.halfWidth }

    /// The median of `value` over rounds; NaN of none.
    package static func median(_ rounds: [PrecisionRound], _ value: (PrecisionRound) -> Double) -> Double {
        Percentiles(rounds.map(value)).median
    }
}
