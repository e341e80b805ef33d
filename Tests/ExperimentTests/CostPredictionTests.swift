@testable import Experiment
import Results
import Rules
import Statistics
import Testing

@Suite("Predicted costs")
struct CostPredictionTests {
    /// 80 us off; a commented rule 4 ns +- 0.5, a set 50 ns +- 10, a header 2 ns and exact.
    private static let calibration: Calibration = {
        func price(_ work: RuleWork, _ microseconds: Double, _ error: Double, most: Double) -> Calibration.Price {
            Calibration.Price(
                work: work.rawValue,
                microseconds: microseconds,
                standardError: error,
                degreesOfFreedom: 30,
                low: microseconds - 2 * error,
                high: microseconds + 2 * error,
                intercept: 0,
                interceptLow: -1,
                interceptHigh: 1,
                points: [.init(rules: 1, tests: most, microseconds: 1)]
            )
        }
        var plan = RunPlan.sample(levels: [8])
        plan.controller = "iptables-comment-1"
        return Calibration(
            npbenchVersion: "0.1.0",
            arguments: [],
            plan: plan,
            started: "2026-01-02T03:04:05Z",
            seconds: 1,
            machine: [:],
            offMicroseconds: 80,
            offLow: 79,
            offHigh: 81,
            sentSegments: 5,
            receivedSegments: 4,
            offWork: ["iptables-header": 1000],
            prices: [
                price(.comment, 0.004, 0.0005, most: 18000), price(.set, 0.05, 0.01, most: 100),
                price(.header, 0.002, 0, most: 18000),
            ]
        )
    }()

    private func predict(_ on: [RuleWork: Double], off: [RuleWork: Double] = [.header: 1000]) throws -> CostPrediction {
        let base = ConnectionWork(off)
        return try CostPrediction(Self.calibration, off: base, on: base + ConnectionWork(on))
    }

    @Test("1000 commented rules of 4 ns on 80 us are 4 of 84: 4.76 %, with the interval of their price alone")
    func arithmetic() throws {
        let cost = try predict([.comment: 1000])
        #expect(abs(cost.addedMicroseconds - 4) < 1e-12)
        #expect(cost.offMicroseconds == 80)
        #expect(abs(cost.percent - 100 * 4.0 / 84) < 1e-12)
        // t of 30 degrees of freedom is 2.042272.
        let half = 1000 * 0.0005 * 2.042272456
        #expect(abs(cost.interval.low - 100 * (4 - half) / (84 - half)) < 1e-6)
        #expect(abs(cost.interval.high - 100 * (4 + half) / (84 + half)) < 1e-6)
        #expect(cost.extrapolated.isEmpty)
    }

    @Test("Kinds add up, the dearest first, and their errors as independent ones")
    func sum() throws {
        let cost = try predict([.comment: 1000, .set: 20])
        #expect(cost.parts.map(\.work) == [.comment, .set])
        #expect(abs(cost.addedMicroseconds - 5) < 1e-12)
        let alone = try predict([.comment: 1000])
        #expect(cost.interval.high - cost.interval.low > alone.interval.high - alone.interval.low)
        // 0.5 and 0.2 us of error make 0.54, not 0.7: at 59 % of the sum of both, the interval is inside.
        #expect(cost.interval.high < 100 * (5 + 2.1 * 0.7) / (85 + 2.1 * 0.7))
    }

    @Test("Nothing added costs nothing, exactly; less than off is a gain")
    func none() throws {
        let nothing = try predict([:])
        #expect(nothing.percent == 0 && nothing.interval.low == 0 && nothing.interval.high == 0)
        #expect(nothing.parts.isEmpty)
        #expect(try predict([.header: -500]).percent < 0)
    }

    @Test("A node whose own off has more to walk than the calibrated one takes longer, and so loses a smaller share")
    func otherOff() throws {
        let busy = try predict([.comment: 1000], off: [.header: 6000])
        #expect(abs(busy.offMicroseconds - 90) < 1e-12)
        #expect(abs(busy.percent - 100 * 4.0 / 94) < 1e-12)
    }

    @Test("What goes beyond the calibrated tests is told, by kind")
    func extrapolated() throws {
        let cost = try predict([.comment: 18000, .set: 101])
        #expect(cost.extrapolated == [.set])
        #expect(cost.parts.first { $0.work == .comment }?.isExtrapolated == false)
    }

    @Test("Work without a price is an error that names it, not a cost of 0")
    func unpriced() {
        let error = #expect(throws: ResultsError.self) { try predict([.comment: 10, .nftRule: 3]) }
        #expect(error?.description.contains("nft-rule, which the calibration has no price for") == true)
    }

    /// The calibration with commented rules that cost 2 ns up to 9000 tests, and 8 ns each beyond.
    private static var bent: Calibration {
        var calibration = Self.calibration
        let points = [(0, 0.0), (1000, 18.0), (2000, 90.0)].flatMap { rules, microseconds in
            [-0.1, 0.1, -0.1, 0.1].map {
                Calibration.Point(rules: rules, tests: 9 * Double(rules), microseconds: microseconds + $0)
            }
        }
        let fit = LinearFit(points.map { LinearFit.Point($0.tests, $0.microseconds) })
        calibration.prices[0].points = points
        calibration.prices[0].microseconds = fit.slope
        calibration.prices[0].standardError = fit.slopeError
        calibration.prices[0].degreesOfFreedom = fit.degreesOfFreedom
        return calibration
    }

    @Test("A kind whose points are on no line is priced by what was measured near so many tests")
    func curve() throws {
        let calibration = Self.bent
        #expect(try #require(calibration.prices[0].lackOfFit) < 1e-6)
        for (tests, expected) in [(4500.0, 9.0), (9000, 18), (13500, 54), (18000, 90), (27000, 162), (-4500, -9)] {
            let term = calibration.prices[0].cost(of: tests)
            #expect(abs(term.product - expected) < 1e-9, "\(tests)")
        }
        // Halfway between two means of four, less the first: sqrt((1 + 1/4 + 1/4) / 4) of the spread within.
        let spread = (12 * 0.01 / 9.0).squareRoot()
        let term = calibration.prices[0].cost(of: 13_500)
        #expect(abs(term.standardError - spread * (1.5 / 4).squareRoot()) < 1e-12)
        #expect(term.degreesOfFreedom == 9)
        let base = ConnectionWork([.header: 1000])
        let cost = try CostPrediction(calibration, off: base, on: base + ConnectionWork([.comment: 4500]))
        #expect(abs(cost.percent - 100 * 9.0 / 89) < 1e-9)
        #expect(cost.interval.isKnown)
        // 1.633 us are 816 tests of 2 ns, 90.7 rules.
        #expect(calibration.injectedRules(costing: 2) == 91)
    }

    @Test("2 % of 82 us are 1.63 us, which 45 commented rules of 4 ns make over nine segments")
    func injected() {
        #expect(Self.calibration.injectedRules(costing: 2) == 45)
        var free = Self.calibration
        free.prices[0].microseconds = -0.001
        #expect(free.injectedRules(costing: 2) == nil)
    }
}
