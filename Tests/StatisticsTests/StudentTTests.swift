import Statistics
import Testing

@Suite("Student's t distribution")
struct StudentTTests {
    @Test(
        "Tails agree with a computation in thirty digits, near 0 and far out",
        arguments: [
            (1.0, 1.0, 0.25), (2, 3, 0.069662984279421588), (0.001, 5, 0.49962039338609883),
            (40, 7, 7.9510899924251852e-10), (3.1, 2.5, 0.033894189162460169), (1.96, 1000, 0.025136592477874357),
        ]
    )
    func tails(t: Double, v: Double, expected: Double) {
        let student = StudentT(degreesOfFreedom: v)
        #expect(abs(student.upperTail(t) / expected - 1) < 1e-12)
        #expect(abs(student.cdf(-t) / expected - 1) < 1e-12)
        #expect(abs(student.cdf(t) - (1 - expected)) < 1e-14)
        #expect(abs(student.twoSidedP(-t) / (2 * expected) - 1) < 1e-12)
    }

    @Test("The quantile is the inverse of the distribution function", arguments: [1.0, 2.0, 5.0, 9.5, 300.0])
    func inverse(v: Double) {
        let student = StudentT(degreesOfFreedom: v)
        for p in [1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975] {
            #expect(abs(student.cdf(student.quantile(p)) / p - 1) < 1e-11)
        }
    }

    @Test("Ends and nonsense: infinite at 0 and 1, NaN outside and for NaN")
    func ends() {
        let student = StudentT(degreesOfFreedom: 4)
        #expect(student.quantile(0) == -.infinity)
        #expect(student.quantile(1) == .infinity)
        #expect(student.quantile(-0.1).isNaN)
        #expect(student.quantile(.nan).isNaN)
        #expect(student.upperTail(.nan).isNaN)
        #expect(student.twoSidedP(.infinity) == 0)
        #expect(student.upperTail(-.infinity) == 1)
    }

    /// Table of statistics.md 2.3: simultaneous bands for 24 cells, 8 levels, 3 scales and one.
    @Test(
        "Bonferroni critical values are those of the published table",
        arguments: [
            (24, [5.84, 4.75, 4.27, 4.00]), (8, [4.53, 3.86, 3.55, 3.37]), (3, [3.53, 3.13, 2.93, 2.82]),
            (1, [2.57, 2.37, 2.26, 2.20]),
        ]
    )
    func simultaneous(comparisons: Int, expected: [Double]) {
        for (count, value) in zip([6, 8, 10, 12], expected) {
            let critical = StudentT(degreesOfFreedom: Double(count - 1)).quantile(1 - 0.025 / Double(comparisons))
            #expect(abs(critical - value) <= 0.006)
        }
    }
}
