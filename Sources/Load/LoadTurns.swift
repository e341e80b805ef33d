package import Linux

/// How the parts of one load take turns: a few milliseconds each, in network namespaces of their own, over and over.
///
/// What a machine does to a load changes from one tenth of a second to the next; parts that take turns within a few
/// milliseconds all have the same of it, so that their rates can be compared.
///
/// The loop stays closed across turns: as many requests as ever are under way, and whoever ends one begins the next where the turn
/// is. A turn first lets the requests of the one before end, uncounted, and fills its own place; then it is measured.
package struct LoadTurns: Sendable {
    /// Where the connections are made; known by name.
    package var places: [NetworkNamespace]
    /// The place of each part, as an index into `places`.
    ///
    /// Parts take their turns in this order, then in the reverse one, and so on: all have their turns at the same time on average,
    /// and as often after a change of place as after none.
    package var parts: [Int]
    /// How often each part has its turn.
    package var cycles: Int
    /// The beginning of each turn, in which nothing is counted.
    package var settling: Duration
    /// The rest of each turn.
    package var measured: Duration

    package init(
        places: [NetworkNamespace],
        parts: [Int],
        cycles: Int,
        settling: Duration,
        measured: Duration
    ) {
        self.places = places
        self.parts = parts
        self.cycles = cycles
        self.settling = settling
        self.measured = measured
    }

    /// Whose turn it is, of all turns counted from 0.
    func part(of turn: Int) -> Int {
        let (cycle, step) = turn.quotientAndRemainder(dividingBy: parts.count)
        return cycle.isMultiple(of: 2) ? step : parts.count - 1 - step
    }

    /// Of one turn.
    package var length: Duration { settling + measured }
    /// Of all turns.
    package var duration: Duration { length * (cycles * parts.count) }
}
