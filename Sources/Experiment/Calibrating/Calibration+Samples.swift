package import Results
import Rules
import Statistics

extension Calibration {
    /// Fits the prices to the samples of a calibrating run.
    ///
    /// - Parameters:
    ///   - run: whose plan has the ladder's treatments and one level.
    ///   - offWork: what a connection meets in `off`, by kind of work, for a client that sends and receives the given numbers of segments.
    ///
    /// Throws a sentence if there are too few whole quads for a line with an interval.
    package init(
        _ run: RunRecord,
        ladder: CalibrationLadder,
        samples: [SampleRecord],
        offWork: (_ sentSegments: Double, _ receivedSegments: Double) throws(TestbedError) -> ConnectionWork
    ) throws(TestbedError) {
        let ledger = QuadLedger(samples, of: run.plan)
        let entries = ledger.entries.values.flatMap(\.self)
        let off = GeometricMean(entries.flatMap(\.samples).filter { $0.arm == .off }.map(\.queriesPerSecond))
        guard off.value > 0, off.interval.isKnown, let segments = Segments(entries.flatMap(\.samples)) else {
            throw Self.tooFew("the time of a request")
        }
        let offMicroseconds = 1e6 / off.value
        var prices: [Price] = []
        for work in ladder.kinds {
            let points = ladder.steps(of: work).flatMap { step in
                let quads = ledger.entries.filter { $0.key.compared == step.treatment }.flatMap(\.value)
                return quads.map { Point($0, step, work, offMicroseconds: offMicroseconds, segments: segments.total) }
            }
            guard let price = Price(work, points) else { throw Self.tooFew("the price of \(work.rawValue)") }
            prices.append(price)
        }
        self.init(
            npbenchVersion: run.npbenchVersion,
            arguments: run.arguments,
            plan: run.plan,
            started: run.started,
            seconds: run.seconds,
            machine: run.machineAtStart,
            offMicroseconds: offMicroseconds,
            offLow: 1e6 / off.interval.high,
            offHigh: 1e6 / off.interval.low,
            sentSegments: segments.sent,
            receivedSegments: segments.received,
            offWork: try offWork(segments.sent, segments.received).named,
            prices: prices
        )
    }

    private static func tooFew(_ what: String) -> TestbedError {
        TestbedError(
            .unproven,
            "could not calibrate: there are too few whole quads for \(what); give more --quads or a longer --budget"
        )
    }

    /// TCP segments of the client per connection.
    private struct Segments {
        let sent: Double
        let received: Double

        var total: Double { sent + received }

        init?(_ samples: [SampleRecord]) {
            let connections = samples.reduce(0) { $0 + Double($1.connections) }
            let sent = samples.reduce(0) { $0 + Double($1.kernel.sentSegments ?? 0) } / connections
            let received = samples.reduce(0) { $0 + Double($1.kernel.receivedSegments ?? 0) } / connections
            guard sent > 0, sent.isFinite, received > 0, received.isFinite else { return nil }
            self.sent = sent
            self.received = received
        }
    }
}

extension Calibration.Point {
    /// What one quad of `step` says of the kind `work`.
    ///
    /// Tests are those that the rules' counters tell, or where rules do not count, those of every segment.
    fileprivate init(
        _ entry: QuadLedger.Entry,
        _ step: ExtraRules,
        _ work: RuleWork,
        offMicroseconds: Double,
        segments: Double
    ) {
        let added = step.tests(of: work)
        let walks = Dictionary(grouping: entry.samples, by: { $0.arm == .off })
            .mapValues { $0.compactMap(\.rulesPerConnection) }
        var tests = Double(added) * segments
        if added > 0, let on = walks[false], let off = walks[true], on.count == 2, off.count == 2 {
            tests = (on.reduce(0, +) - off.reduce(0, +)) / 2
        }
        self.init(
            rules: added,
            tests: tests,
            microseconds: offMicroseconds * LogRatio.spreadPercent(-entry.contrast.difference) / 100
        )
    }
}

extension Calibration.Price {
    /// The slope of the line through `points`; nil if it has no interval.
    fileprivate init?(_ work: RuleWork, _ points: [Calibration.Point]) {
        let fit = LinearFit(points.map { LinearFit.Point($0.tests, $0.microseconds) })
        let slope = fit.slopeInterval()
        let intercept = fit.interceptInterval()
        guard slope.isKnown, intercept.isKnown else { return nil }
        self.init(
            work: work.rawValue,
            microseconds: fit.slope,
            standardError: fit.slopeError,
            degreesOfFreedom: fit.degreesOfFreedom,
            low: slope.low,
            high: slope.high,
            intercept: fit.intercept,
            interceptLow: intercept.low,
            interceptHigh: intercept.high,
            points: points
        )
    }
}
