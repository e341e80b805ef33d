import Glibc
import Statistics
import Testing

@Suite("Contrasts of a quad")
struct QuadContrastTests {
    @Test("A linear drift of ln QPS cancels exactly in the difference, in both patterns")
    func drift() throws {
        for pattern in QuadContrast.Pattern.allCases {
            let effect = pattern == .abba ? [0, -0.05, -0.05, 0] : [-0.05, 0, 0, -0.05]
            for slope in [-0.2, 0, 0.003, 0.5] {
                let qps = (0..<4).map { exp(9 + slope * Double($0) + effect[$0]) }
                let contrast = try #require(QuadContrast(pattern, values: qps))
                #expect(abs(contrast.difference - -0.05) < 1e-12)
                #expect(abs(contrast.repeatDifference - slope) < 1e-12)
            }
        }
    }

    @Test("The unit of QPS does not matter, and swapping the arms flips the sign exactly")
    func invariances() throws {
        let qps = [10_000.0, 9480, 9510, 9960]
        let contrast = try #require(QuadContrast(.abba, values: qps))
        let scaled = try #require(QuadContrast(.abba, values: qps.map { $0 * 60 }))
        let swapped = try #require(QuadContrast(.baab, values: qps))
        #expect(abs(scaled.difference - contrast.difference) < 1e-12)
        #expect(swapped.difference == -contrast.difference)
        #expect(swapped.repeatDifference == contrast.repeatDifference)
    }

    @Test("A quad that is not four positive rates is none")
    func refused() {
        #expect(QuadContrast(.abba, values: [1, 2, 3]) == nil)
        #expect(QuadContrast(.abba, values: [1, 2, 3, 0]) == nil)
        #expect(QuadContrast(.abba, values: [1, 2, 3, -4]) == nil)
        #expect(QuadContrast(.abba, values: [1, .nan, 3, 4]) == nil)
        #expect(QuadContrast(.baab, values: [1, .infinity, 3, 4]) == nil)
    }

    @Test("A round's contrast is the mean over its levels")
    func rounds() throws {
        let levels = [
            QuadContrast(difference: -0.04, repeatDifference: 0.01),
            QuadContrast(difference: -0.06, repeatDifference: -0.03),
        ]
        let mean = try #require(QuadContrast.mean(of: levels))
        #expect(abs(mean.difference - -0.05) < 1e-15)
        #expect(abs(mean.repeatDifference - -0.01) < 1e-15)
        #expect(QuadContrast.mean(of: []) == nil)
    }

    @Test("Patterns are named as samples.jsonl names them")
    func names() {
        #expect(QuadContrast.Pattern.allCases.map(\.rawValue) == ["ABBA", "BAAB"])
    }
}
