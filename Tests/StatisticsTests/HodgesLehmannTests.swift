import Statistics
import Testing

@Suite("Hodges-Lehmann and signed ranks")
struct HodgesLehmannTests {
    @Test("Hollander and Wolfe's depression data give the published estimate and exact interval")
    func depression() {
        let x = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
        let y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
        let robust = HodgesLehmann(zip(x, y).map { $0 - $1 })
        #expect(abs(robust.estimate - 0.46) < 1e-12)
        #expect(abs(robust.interval().low - 0.010) < 1e-12)
        #expect(abs(robust.interval().high - 0.786) < 1e-12)
    }

    @Test(
        "Their signed-rank statistic of 40 has the published p of 0.01953125, which is that of 5 or less on the other side"
    )
    func signedRank() {
        let law = SignedRankDistribution(count: 9)
        #expect(law.lowerQuantile(0.01953125) == 5)
        #expect(law.lowerQuantile(0.0195312) == 4)
    }

    /// The table of statistics.md 2.2; k is counted from 1.
    @Test(
        "The rank of the interval's ends is that of the published table",
        arguments: [(6, 1), (7, 3), (8, 4), (9, 6), (10, 9), (11, 11), (12, 14)]
    )
    func ranks(count: Int, k: Int) {
        #expect(SignedRankDistribution(count: count).lowerQuantile(0.025) == k - 1)
    }

    @Test("Fewer than six differences can not reach 95 %: the interval is unknown, the estimate is not")
    func tooFew() {
        for count in 0..<6 {
            let robust = HodgesLehmann((0..<count).map(Double.init))
            #expect(!robust.interval().isKnown)
            #expect(robust.estimate.isNaN == (count == 0))
        }
        #expect(HodgesLehmann([1, 2, 3, 4, 5]).interval(level: 0.90).isKnown)
        #expect(HodgesLehmann([1, 2, 4, 8, 16, 32]).interval() == Interval(low: 1, high: 32))
    }

    @Test("The exact law and the normal approximation meet where one takes over from the other")
    func approximation() throws {
        let edge = SignedRankDistribution.largestExact
        let exact = try #require(SignedRankDistribution(count: edge).lowerQuantile(0.025))
        let next = try #require(SignedRankDistribution(count: edge + 1).lowerQuantile(0.025))
        // One rank more moves the quantile by about (n + 1)/2 less the growth of its deviation.
        #expect((15...30).contains(next - exact))
        #expect(SignedRankDistribution(count: 0).lowerQuantile(0.025) == nil)
        #expect(SignedRankDistribution(count: -3).lowerQuantile(0.025) == nil)
    }

    @Test("One wild quad moves the mean, and hardly the Hodges-Lehmann estimate")
    func robust() {
        let clean = [-0.05, -0.052, -0.048, -0.051, -0.049, -0.05, -0.053]
        let wild = clean + [0.5]
        #expect(abs(HodgesLehmann(wild).estimate - HodgesLehmann(clean).estimate) < 0.003)
        #expect(abs(PairedEstimate(wild).mean - PairedEstimate(clean).mean) > 0.05)
    }
}
