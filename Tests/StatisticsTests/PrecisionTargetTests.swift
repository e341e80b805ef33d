import Statistics
import Testing

@Suite("Precision target")
struct PrecisionTargetTests {
    private func contrasts(_ differences: [Double]) -> [QuadContrast] {
        differences.map { QuadContrast(difference: $0, repeatDifference: 0) }
    }

    @Test("Half the width is that of the t interval, in points of cost")
    func width() {
        // The worked case of statistics.md 7: -5.12 % [-5.74, -4.49].
        let worked = [-0.049817, -0.055113, -0.046683, -0.054941, -0.062651, -0.046137]
        #expect(abs(PrecisionTarget.halfWidthPercent(of: contrasts(worked)) - (5.74 - 4.49) / 2) < 0.005)
        #expect(PrecisionTarget.halfWidthPercent(of: contrasts([0.1])).isNaN)
    }

    @Test("However narrow the interval, fewer than eight quads are not enough")
    func fewest() {
        let target = PrecisionTarget(halfWidthPercent: 1)
        #expect(!target.isReached(by: contrasts(Array(repeating: 0.05, count: 7))))
        #expect(target.isReached(by: contrasts(Array(repeating: 0.05, count: 8))))
        #expect(!target.isReached(by: []))
        #expect(!target.isReached(by: contrasts([-0.1, 0.1, -0.1, 0.1, -0.1, 0.1, -0.1, 0.1])))
    }

    @Test("The size of the cost has no part in it")
    func blind() {
        var source = NormalSource(seed: 4)
        let noise = (0..<12).map { _ in 0.01 * source.next() }
        let widths = [0, -0.02, 0.02].map { shift in
            PrecisionTarget.halfWidthPercent(of: contrasts(noise.map { $0 + shift }))
        }
        // Points of cost are of what is left: 2 % of a width of 0.6.
        #expect(abs(widths[1] / widths[0] - 1) < 0.021)
        #expect(abs(widths[2] / widths[0] - 1) < 0.021)
    }

    @Test("Stopped after any round by its width, an interval holds the true cost nearly as often as a fixed one")
    func coverage() {
        var source = NormalSource(seed: 9)
        let target = PrecisionTarget(halfWidthPercent: 0.5)
        var held = 0
        var stopped: [Int] = []
        for _ in 0..<1000 {
            var differences = (0..<7).map { _ in 0.01 * source.next() }
            repeat { differences.append(0.01 * source.next()) } while !target.isReached(by: contrasts(differences))
            let interval = PairedEstimate(differences).interval()
            held += interval.low <= 0 && 0 <= interval.high ? 1 : 0
            stopped.append(differences.count)
        }
        // The worst ratio of spread and target: 93.3 %, three deviations of 1000 runs each way.
        #expect((909...957).contains(held), "\(held)")
        #expect(stopped.min() == 8)
        #expect((15...19).contains(stopped.reduce(0, +) / 1000))
    }
}
