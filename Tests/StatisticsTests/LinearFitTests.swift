import Statistics
import Testing

@Suite("Least squares line")
struct LinearFitTests {
    /// NIST Statistical Reference Datasets, linear regression, Norris (calibration of ozone monitors): y, x.
    private static let norris: [(Double, Double)] = [
        (0.1, 0.2), (338.8, 337.4), (118.1, 118.2), (888.0, 884.6), (9.2, 10.1), (228.1, 226.5), (668.5, 666.3),
        (998.5, 996.3), (449.1, 448.6), (778.9, 777.0), (559.2, 558.2), (0.3, 0.4), (0.1, 0.6), (778.1, 775.5),
        (668.8, 666.9), (339.3, 338.0), (448.9, 447.5), (10.8, 11.6), (557.7, 556.0), (228.3, 228.1), (998.0, 995.8),
        (888.8, 887.6), (119.6, 120.2), (0.3, 0.3), (0.6, 0.3), (557.6, 556.8), (339.3, 339.1), (888.0, 887.2),
        (998.5, 999.0), (778.9, 779.0), (10.2, 11.1), (117.6, 118.3), (228.9, 229.2), (668.4, 669.1), (449.2, 448.9),
        (0.2, 0.5),
    ]

    private func near(_ value: Double, _ certified: Double, _ tolerance: Double = 1e-11) -> Bool {
        abs(value - certified) <= tolerance * abs(certified)
    }

    @Test("NIST's Norris data give the certified line, errors, deviation and R squared")
    func certified() {
        let fit = LinearFit(Self.norris.map { LinearFit.Point($0.1, $0.0) })
        #expect(fit.count == 36 && fit.degreesOfFreedom == 34)
        #expect(near(fit.slope, 1.00211681802045))
        #expect(near(fit.intercept, -0.262323073774029))
        #expect(near(fit.slopeError, 0.429796848199937e-03))
        #expect(near(fit.interceptError, 0.232818234301152))
        #expect(near(fit.residualDeviation, 0.884796396144373))
        #expect(near(fit.determination, 0.999993745883712))
    }

    @Test("The slope's interval is its error times t, 2.0322 at 34 degrees of freedom")
    func intervals() {
        let fit = LinearFit(Self.norris.map { LinearFit.Point($0.1, $0.0) })
        let slope = fit.slopeInterval()
        #expect(near((slope.high - slope.low) / 2 / fit.slopeError, 2.032244509, 1e-8))
        #expect(near((slope.high + slope.low) / 2, fit.slope))
        let intercept = fit.interceptInterval(level: 0.9)
        #expect(near((intercept.high - intercept.low) / 2 / fit.interceptError, 1.690924255, 1e-8))
        #expect(intercept.low < 0 && intercept.high > 0)
    }

    @Test("A large common part of all values costs no digits of the slope")
    func shifted() {
        let fit = LinearFit((0..<9).map { LinearFit.Point(1e8 + Double($0), 1e9 + 3 * Double($0)) })
        #expect(fit.slope == 3)
        #expect(fit.residualDeviation < 1e-6)
    }

    @Test("Too few points, or one x alone, give no number that looks like one")
    func tooFew() {
        #expect(LinearFit([]).slope.isNaN)
        #expect(LinearFit([.init(1, 2)]).slope.isNaN)
        let two = LinearFit([.init(0, 1), .init(2, 5)])
        #expect(two.slope == 2 && two.intercept == 1)
        #expect(!two.slopeInterval().isKnown && !two.interceptInterval().isKnown)
        let column = LinearFit([.init(3, 1), .init(3, 2), .init(3, 4)])
        #expect(column.slope.isNaN && !column.slopeInterval().isKnown)
    }
}
