import Statistics
import Testing

/// Random differences, judged here and by scipy.
@Suite("Against scipy")
struct ScipyTests {
    /// Series of 3 to 14 differences with means of up to two deviations.
    private static let series: [[Double]] = {
        var random = NormalSource(seed: 2_026)
        return (3...14).map { count in
            let mean = 0.02 * random.next()
            return (0..<count).map { _ in mean + 0.01 * random.next() }
        }
    }()

    private func agree(_ own: [Double], _ theirs: [Double], _ tolerance: Double, _ what: String) {
        #expect(own.count == theirs.count, "\(what)")
        for (value, target) in zip(own, theirs) {
            #expect(abs(value - target) <= tolerance * max(abs(target), 1e-3), "\(what): \(value), scipy \(target)")
        }
    }

    @Test("The paired t test: t, p, and the ends of the 95 % and of the simultaneous interval")
    func paired() throws {
        let theirs = try ScipyProcess.numbers(
            """
            for d in data:
                r = stats.ttest_1samp(d, 0)
                c = r.confidence_interval(0.95)
                b = r.confidence_interval(1 - 0.05 / 24)
                for x in (r.statistic, r.pvalue, c.low, c.high, b.low, b.high): print(repr(float(x)))
            """,
            of: Self.series
        )
        let own = Self.series.flatMap { differences in
            let estimate = PairedEstimate(differences)
            let (interval, band) = (estimate.interval(), estimate.interval(comparisons: 24))
            return [estimate.t, estimate.p, interval.low, interval.high, band.low, band.high]
        }
        agree(own, theirs, 1e-10, "paired t")
    }

    @Test("Welch's test: p and interval")
    func welch() throws {
        let theirs = try ScipyProcess.numbers(
            """
            for a, b in zip(data, data[1:]):
                r = stats.ttest_ind(b, a, equal_var=False)
                c = r.confidence_interval(0.95)
                for x in (r.pvalue, c.low, c.high): print(repr(float(x)))
            """,
            of: Self.series
        )
        let own = zip(Self.series, Self.series.dropFirst()).flatMap { first, second in
            let difference = WelchDifference(.init(first), .init(second))
            return [difference.p, difference.interval().low, difference.interval().high]
        }
        agree(own, theirs, 1e-9, "Welch")
    }

    @Test("Hodges-Lehmann by numpy, with ends where scipy's exact signed-rank p passes 0.05")
    func hodgesLehmann() throws {
        let long = Self.series.filter { $0.count >= 6 }
        let theirs = try ScipyProcess.numbers(
            """
            for d in data:
                d = np.array(d)
                i, j = np.triu_indices(len(d))
                walsh = np.sort((d[i] + d[j]) / 2)
                print(repr(float(np.median(walsh))))
                p = lambda shift: stats.wilcoxon(d - shift, method='exact').pvalue
                gap = np.min(np.diff(walsh)) / 3
                # The interval holds just the shifts that the test does not reject.
                kept = [w for w in walsh if p(w + gap) > 0.05 or p(w - gap) > 0.05]
                print(repr(float(kept[0])), repr(float(kept[-1])), sep='\\n')
            """,
            of: long
        )
        let own = long.flatMap { differences in
            let robust = HodgesLehmann(differences)
            return [robust.estimate, robust.interval().low, robust.interval().high]
        }
        agree(own, theirs, 1e-10, "Hodges-Lehmann")
    }

    @Test("Sign flips of a single test: scipy's exact permutation test of the mean")
    func signFlips() throws {
        let short = Self.series.filter { $0.count <= 11 }
        let theirs = try ScipyProcess.numbers(
            """
            for d in data:
                r = stats.permutation_test((d,), lambda x, axis: np.mean(x, axis=axis), permutation_type='samples',
                                           n_resamples=np.inf, vectorized=True)
                print(repr(float(r.pvalue)))
            """,
            of: short
        )
        agree(short.flatMap { SignFlipTest.adjusted([$0]) }, theirs, 1e-12, "sign flips")
    }

    @Test("Power: the factors of the minimum detectable effect by the noncentral t distribution")
    func power() throws {
        let cases = [(4, 0.05), (6, 0.05), (6, 0.05 / 24), (10, 0.05), (20, 0.05 / 3), (30, 0.05)]
        let effects = cases.map { PairedTestPower(count: $0.0, alpha: $0.1).minimumEffect() }
        // The tail on the other side is next to nothing, and scipy has no number for some of it.
        let theirs = try ScipyProcess.numbers(
            """
            for n, alpha, effect in data:
                t, shift = stats.t.ppf(1 - alpha / 2, n - 1), effect * n ** 0.5
                print(repr(float(stats.nct.sf(t, n - 1, shift) + np.nan_to_num(stats.nct.cdf(-t, n - 1, shift)))))
            """,
            of: zip(cases, effects).map { [Double($0.0.0), $0.0.1, $0.1] }
        )
        agree(theirs, cases.map { _ in 0.8 }, 1e-6, "power")
    }
}
