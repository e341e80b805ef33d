import Statistics
import Testing

@Suite("Noise components")
struct NoiseComponentsTests {
    /// A curve as exact as if it had been measured for hours.
    private func curve(_ noise: NoiseComponents, degrees: Double = 10_000) -> [VariancePoint] {
        [(0.15, 1), (0.15, 2), (0.6, 1), (0.6, 2)].map { slice, block in
            VariancePoint(
                slice: slice,
                spacing: slice + 0.12,
                block: block,
                variance: noise.variance(slice: slice, spacing: slice + 0.12, block: block),
                degrees: degrees
            )
        }
    }

    @Test(
        "What made a curve is found again",
        arguments: [
            NoiseComponents(perSample: 1e-4, fast: 3e-5, drift: 2e-5),
            NoiseComponents(perSample: 1e-4, fast: 0, drift: 0),
            NoiseComponents(perSample: 0, fast: 6e-5, drift: 0),
            NoiseComponents(perSample: 0, fast: 2e-5, drift: 1e-4),
        ]
    )
    func recovered(noise: NoiseComponents) throws {
        let found = try #require(NoiseComponents(fitting: curve(noise)))
        for slice in [0.15, 0.4, 1, 2] {
            let expected = noise.variance(slice: slice, spacing: slice + 0.12)
            #expect(abs(found.variance(slice: slice, spacing: slice + 0.12) / expected - 1) < 0.02)
        }
    }

    @Test("No component is negative, whatever the curve")
    func nonNegative() throws {
        // A spread that grows with the slice's length, and one that falls faster than any noise.
        for variances in [[1e-4, 1e-4, 9e-4, 9e-4], [9e-4, 1e-5, 1e-5, 1e-6]] {
            var points = curve(NoiseComponents(perSample: 1, fast: 1, drift: 1), degrees: 5)
            for index in points.indices { points[index].variance = variances[index] }
            let found = try #require(NoiseComponents(fitting: points))
            #expect(found.perSample >= 0 && found.fast >= 0 && found.drift >= 0)
            #expect(found.variance(slice: 0.15, spacing: 0.27) > 0)
        }
    }

    @Test(
        "One short series says how large the noise is; of its kind it says hardly anything, and half is taken to be fast"
    )
    func prior() throws {
        let point = VariancePoint(slice: 0.15, spacing: 0.27, block: 1, variance: 4e-4, degrees: 1)
        let found = try #require(NoiseComponents(fitting: [point]))
        #expect(abs(found.variance(slice: 0.15, spacing: 0.27) / 4e-4 - 1) < 0.01)
        #expect(abs(found.variance(slice: 0.6, spacing: 0.72) / 2.5e-4 - 1) < 0.01)
    }

    @Test("Where nothing comes anew with a sample, all of the noise is taken to fall with its length")
    func fast() throws {
        let point = VariancePoint(slice: 0.15, spacing: 0.15, block: 1, variance: 4e-4, degrees: 1)
        let found = try #require(NoiseComponents(fitting: [point], fastShare: 1))
        #expect(abs(found.variance(slice: 0.15, spacing: 0.15) / 4e-4 - 1) < 0.01)
        #expect(abs(found.variance(slice: 0.6, spacing: 0.6) / 1e-4 - 1) < 0.01)
    }

    @Test("Without a point, or with noise of none, there is nothing to fit")
    func empty() {
        #expect(NoiseComponents(fitting: []) == nil)
        let still = VariancePoint(slice: 0.15, spacing: 0.27, block: 1, variance: 0, degrees: 5)
        #expect(NoiseComponents(fitting: [still]) == nil)
    }

    @Test("Series of the same slices are one point, by their degrees")
    func pooled() throws {
        let points = [(1e-4, 1.0), (4e-4, 2.0)].map {
            VariancePoint(slice: 0.15, spacing: 0.27, block: 1, variance: $0.0, degrees: $0.1)
        }
        let together = VariancePoint(slice: 0.15, spacing: 0.27, block: 1, variance: 3e-4, degrees: 3)
        let found = try #require(NoiseComponents(fitting: points))
        let expected = try #require(NoiseComponents(fitting: [together]))
        #expect(abs(found.fast / expected.fast - 1) < 1e-9)
        #expect(abs(found.perSample / expected.perSample - 1) < 1e-9)
    }
}
