import Results
import Statistics

/// One comparison of a treatment with `off`, and what came of it.
struct CostTest {
    var scale: Scale
    var compared: Treatment
    /// Nil for the primary test of a scale, over all its levels.
    var concurrency: Int?
    var voided: Int
    var estimate: CostEstimate

    /// All tests of a run that have a quad: the cells of each scale and treatment, then its primary test.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [CostTest] {
        let groups = plan.scales.flatMap { scale in plan.comparisons.map { (scale: scale, compared: $0) } }
        let cells = groups.map { group in
            plan.levels.map { Data(ledger, group.scale, group.compared, concurrency: $0) }.filter(\.isMeasured)
        }
        let primaries = groups.map { Data(ledger, $0.scale, $0.compared, levels: plan.levels) }
        let cellTests = family(cells.flatMap(\.self))
        let primaryTests = family(primaries.filter(\.isMeasured))
        return groups.flatMap { group in
            (cellTests + primaryTests).filter { $0.scale == group.scale && $0.compared == group.compared }
        }
    }

    private static func family(_ tests: [Data]) -> [CostTest] {
        zip(tests, CostEstimate.family(tests.map(\.contrasts))).map { data, estimate in
            CostTest(
                scale: data.scale,
                compared: data.compared,
                concurrency: data.concurrency,
                voided: data.voided,
                estimate: estimate
            )
        }
    }

    /// What goes into one test.
    private struct Data {
        var scale: Scale
        var compared: Treatment
        var concurrency: Int?
        var contrasts: [QuadContrast]
        var voided: Int

        var isMeasured: Bool { !contrasts.isEmpty }

        init(_ ledger: QuadLedger, _ scale: Scale, _ compared: Treatment, concurrency: Int) {
            let cell = QuadLedger.Cell(scale: scale, compared: compared, concurrency: concurrency)
            self.scale = scale
            self.compared = compared
            self.concurrency = concurrency
            contrasts = (ledger.entries[cell] ?? []).map(\.contrast)
            voided = ledger.voided[cell] ?? 0
        }

        /// The means over all levels of each whole round.
        init(_ ledger: QuadLedger, _ scale: Scale, _ compared: Treatment, levels: [Int]) {
            let cells = levels.map { QuadLedger.Cell(scale: scale, compared: compared, concurrency: $0) }
            self.scale = scale
            self.compared = compared
            contrasts = ledger.rounds(scale, compared, levels: levels).sorted { $0.key < $1.key }.map(\.value)
            voided = cells.reduce(0) { $0 + (ledger.voided[$1] ?? 0) }
        }
    }
}
