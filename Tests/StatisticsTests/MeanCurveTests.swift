@testable import Statistics
import Testing

@Suite("Curve of means")
struct MeanCurveTests {
    private static let groups: [[LinearFit.Point]] = [
        [.init(0, 0.3), .init(0, -0.1)], [.init(1, 2.2), .init(1, 2.5), .init(1, 1.9)], [.init(2, 3.7), .init(2, 4.4)],
        [.init(4, 9.1), .init(4, 8.8)],
    ]

    /// SSE of the line 0.8545679, around the means 0.550, F(2, 5) = 1.3843996, whose upper tail has the closed form (1 + 2 F / 5)^-2.5.
    @Test("p of the test for lack of fit is that of the F distribution")
    func lackOfFit() throws {
        let curve = try #require(MeanCurve(Self.groups))
        let p = curve.lackOfFit(of: LinearFit(Self.groups.flatMap(\.self)))
        #expect(abs(p - 0.3323076) < 1e-6)
        #expect(curve.degreesOfFreedom == 5)
        #expect(abs(curve.deviation - 0.3316625) < 1e-6)
    }

    @Test("Means on a line give p = 1 of no spread, bent ones p = 0")
    func exact() throws {
        func p(_ y: [Double]) throws -> Double {
            let groups = y.enumerated().map { x, y in [LinearFit.Point(Double(x), y), LinearFit.Point(Double(x), y)] }
            return try #require(MeanCurve(groups)).lackOfFit(of: LinearFit(groups.flatMap(\.self)))
        }
        #expect(try p([0, 1]) == 1)
        #expect(try p([0, 1, 5]) == 0)
    }

    @Test("It rises along straight lines between the means, and goes on along the last one")
    func rise() throws {
        let curve = try #require(MeanCurve(Self.groups))
        #expect(curve.rise(to: 0).value == 0)
        #expect(abs(curve.rise(to: 1).value - 2.1) < 1e-12)
        #expect(abs(curve.rise(to: 1.5).value - 3.025) < 1e-12)
        #expect(abs(curve.rise(to: 4).value - 8.85) < 1e-12)
        #expect(abs(curve.rise(to: 6).value - 13.75) < 1e-12)
        // The means of 2, 3 and 2: weights -1, 1/2 and 1/2.
        let error = curve.deviation * (1 / 2.0 + 0.25 / 3 + 0.25 / 2).squareRoot()
        #expect(abs(curve.rise(to: 1.5).standardError - error) < 1e-12)
    }

    @Test("One group, or none with two points, is no curve")
    func tooFew() {
        #expect(MeanCurve([[.init(0, 1), .init(0, 2)]]) == nil)
        #expect(MeanCurve([[.init(0, 1)], [.init(1, 2)]]) == nil)
        #expect(MeanCurve([]) == nil)
    }
}
