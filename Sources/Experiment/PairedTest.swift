import Glibc
import Results
import Statistics

/// One comparison of a treatment with `off` in one metric, and what came of it.
struct PairedTest {
    var metric: Metric
    var setting: Setting
    var compared: Treatment
    /// Nil for the primary test of a scale and mode of connections, over all its levels.
    var concurrency: Int?
    var voided: Int
    /// Geometric means of the metric over the quads that count; their ratio is that of the estimate.
    var valueOff: Double
    var valueCompared: Double
    var estimate: ContrastEstimate
    /// Whether the rounds' differences hang together in time.
    var order: Autocorrelation
    /// The difference in the second half of the rounds less that in the first; nil with fewer than six.
    var halves: WelchDifference?

    /// All tests of a run in a metric that have a quad: the cells of each scale, mode and treatment, then its primary test.
    ///
    /// Two families: the primary tests, and the cells, each over all scales, modes and treatments. A metric's families are its own.
    static func all(of plan: RunPlan, _ ledger: QuadLedger, _ metric: Metric) -> [PairedTest] {
        let groups = plan.settings.flatMap { setting in plan.comparisons.map { (setting: setting, compared: $0) } }
        let cells = groups.map { group in
            plan.levels.map { Data(ledger, group.setting, group.compared, metric, concurrency: $0) }.filter(
                \.isMeasured
            )
        }
        let primaries = groups.map { Data(ledger, $0.setting, $0.compared, metric, levels: plan.levels) }
            .filter(\.isMeasured)
        let cellTests = family(cells.flatMap { curve in curve.map { ($0, curve.count) } }, metric, plan)
        let primaryTests = family(primaries.map { ($0, primaries.count) }, metric, plan)
        return groups.flatMap { group in
            (cellTests + primaryTests).filter { $0.setting == group.setting && $0.compared == group.compared }
        }
    }

    /// - Parameter tests: each with the number of intervals in its band.
    private static func family(
        _ tests: [(data: Data, simultaneous: Int)],
        _ metric: Metric,
        _ plan: RunPlan
    ) -> [PairedTest] {
        let inputs = tests.map {
            ContrastEstimate.Input($0.data.contrasts, rounds: $0.data.rounds, simultaneous: $0.simultaneous)
        }
        let estimates = ContrastEstimate.family(inputs, isBetterHigher: metric.isBetterHigher, seed: plan.seed)
        return zip(tests, estimates).map { test, estimate in
            PairedTest(
                metric: metric,
                setting: test.data.setting,
                compared: test.data.compared,
                concurrency: test.data.concurrency,
                voided: test.data.voided,
                valueOff: test.data.valueOff,
                valueCompared: test.data.valueCompared,
                differences: test.data.contrasts.map(\.difference),
                estimate: estimate
            )
        }
    }

    /// - Parameter differences: in order of their rounds.
    init(
        metric: Metric,
        setting: Setting,
        compared: Treatment,
        concurrency: Int? = nil,
        voided: Int,
        valueOff: Double,
        valueCompared: Double,
        differences: [Double],
        estimate: ContrastEstimate
    ) {
        self.metric = metric
        self.setting = setting
        self.compared = compared
        self.concurrency = concurrency
        self.voided = voided
        self.valueOff = valueOff
        self.valueCompared = valueCompared
        self.estimate = estimate
        order = Autocorrelation(differences)
        let half = differences.count / 2
        halves =
            half < 3
            ? nil : WelchDifference(.init(Array(differences[..<half])), .init(Array(differences[half...])))
    }

    /// What goes into one test.
    private struct Data {
        var setting: Setting
        var compared: Treatment
        var concurrency: Int?
        var contrasts: [QuadContrast]
        var rounds: [Int]
        var valueOff: Double
        var valueCompared: Double
        var voided: Int

        var isMeasured: Bool { !contrasts.isEmpty }

        init(_ ledger: QuadLedger, _ setting: Setting, _ compared: Treatment, _ metric: Metric, concurrency: Int) {
            self.init(ledger, setting, compared, metric, [concurrency], wholeRounds: false)
            self.concurrency = concurrency
        }

        /// The means over all levels of each whole round.
        init(_ ledger: QuadLedger, _ setting: Setting, _ compared: Treatment, _ metric: Metric, levels: [Int]) {
            self.init(ledger, setting, compared, metric, levels, wholeRounds: true)
        }

        private init(
            _ ledger: QuadLedger,
            _ setting: Setting,
            _ compared: Treatment,
            _ metric: Metric,
            _ levels: [Int],
            wholeRounds: Bool
        ) {
            let readings = ledger.readings(setting, compared, levels: levels, metric, wholeRounds: wholeRounds)
            let means = Dictionary(grouping: readings, by: \.round).compactMapValues {
                QuadContrast.mean(of: $0.map(\.contrast))
            }
            let ordered = means.sorted { $0.key < $1.key }
            let count = Double(readings.count)
            self.setting = setting
            self.compared = compared
            contrasts = ordered.map(\.value)
            rounds = ordered.map(\.key)
            valueOff = exp(readings.reduce(0) { $0 + $1.logOff } / count)
            valueCompared = exp(readings.reduce(0) { $0 + $1.logCompared } / count)
            voided = levels.reduce(0) {
                $0 + (ledger.voided[QuadLedger.Cell(setting, compared: compared, concurrency: $1)] ?? 0)
            }
        }
    }
}
