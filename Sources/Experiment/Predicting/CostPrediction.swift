package import Results
package import Rules
package import Statistics

/// What a treatment should cost by the prices of a calibration: cost = added / (off + added) of a request's time.
///
/// `added` is the sum over kinds of work of what so many tests beyond `off` cost (`Calibration.Price.cost(of:)`). The interval is that
/// of the prices alone: their errors are independent, as each line goes through quads of its own but for those without a rule.
package struct CostPrediction: Equatable, Sendable {
    /// One kind of work in the sum.
    package struct Part: Equatable, Sendable {
        package var work: RuleWork
        /// Beyond `off`; below 0 where packets meet less.
        package var tests: Double
        package var microseconds: Double
        /// Whether that many tests a connection are more than were calibrated.
        package var isExtrapolated: Bool
    }

    /// Of QPS lost, and its 95 % interval.
    package let percent: Double
    package let interval: Interval
    /// What a request takes in `off`: as calibrated, and by the same prices what this node's own `off` has more or less.
    package let offMicroseconds: Double
    package let addedMicroseconds: Double
    /// The largest first.
    package let parts: [Part]

    /// The kinds whose tests go beyond what was calibrated.
    package var extrapolated: [RuleWork] { parts.filter(\.isExtrapolated).map(\.work) }

    /// The prediction for a node whose connections meet `on` and `off`.
    ///
    /// Throws a sentence if a kind of work has no price.
    package init(_ calibration: Calibration, off: ConnectionWork, on: ConnectionWork) throws(ResultsError) {
        let prices = Dictionary(calibration.prices.map { ($0.work, $0) }, uniquingKeysWith: { first, _ in first })
        guard let calibratedOff = ConnectionWork(named: calibration.offWork) else {
            throw ResultsError(
                "Can not predict: the calibration counts work of a kind that this npbench does not know; calibrate again."
            )
        }
        func cost(of work: ConnectionWork) throws(ResultsError) -> [(part: Part, term: WeightedSum.Term)] {
            var cost: [(part: Part, term: WeightedSum.Term)] = []
            for (kind, tests) in work.tests {
                guard let price = prices[kind.rawValue] else {
                    throw ResultsError(
                        "Can not predict: a connection meets \(tests) of \(kind.rawValue), which the calibration has no price "
                            + "for; run npbench calibrate with that kind among --kinds."
                    )
                }
                let term = price.cost(of: tests)
                let part = Part(
                    work: kind,
                    tests: tests,
                    microseconds: term.product,
                    isExtrapolated: abs(tests) > price.mostTests
                )
                cost.append((part, term))
            }
            return cost.sorted { abs($0.part.microseconds) > abs($1.part.microseconds) }
        }
        let added = try cost(of: on - off)
        let otherOff = try cost(of: off - calibratedOff).reduce(0) { $0 + $1.part.microseconds }
        let sum = WeightedSum(added.map(\.term))
        let base = max(calibration.offMicroseconds + otherOff, 0.1 * calibration.offMicroseconds)
        func percent(_ added: Double) -> Double { 100 * added / (base + added) }
        let range = sum.interval()
        self.percent = percent(sum.value)
        interval = range.isKnown ? Interval(low: percent(range.low), high: percent(range.high)) : .unknown
        offMicroseconds = base
        addedMicroseconds = sum.value
        parts = added.map(\.part)
    }
}

extension Calibration {
    /// How many commented rules before all others (`run --inject-rules`) cost `percent` of QPS; nil if they have no price above 0.
    package func injectedRules(costing percent: Double) -> Int? {
        guard let price = prices.first(where: { $0.work == RuleWork.comment.rawValue }), price.microseconds > 0 else {
            return nil
        }
        let added = offMicroseconds * percent / (100 - percent)
        let segments = sentSegments + receivedSegments
        func cost(_ rules: Int) -> Double { price.cost(of: Double(rules) * segments).product }
        // By bisection: more rules cost more.
        var (less, more) = (0, 20_000)
        while more - less > 1 {
            let middle = (less + more) / 2
            if cost(middle) >= added { more = middle } else { less = middle }
        }
        return cost(more) - added < added - cost(less) ? more : less
    }
}
