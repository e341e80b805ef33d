import Results
import Statistics

/// Two runs side by side: where the second costs more or less than the first.
///
/// Compared are the paired log ratios d of each test, as the interval of its row of `cost.csv` holds them: base and new ran at
/// different times, so that their QPS say less. The tests over all levels are one family for Holm, all cells another.
package struct RunComparison: Equatable, Sendable {
    /// In the order of the base's rows; rows that only one run has are left out.
    package var rows: [ComparedRow]
    /// Names of what only one of the runs measured, whole words.
    package var unmatched: [String]
    package var marginPercent: Double

    /// `marginPercent` is the change that matters: smaller ones fail no build.
    package init(base: HistoryEntry, new: HistoryEntry, marginPercent: Double = 3) {
        self.marginPercent = marginPercent
        let isSingle = base.run.plan.controllers.count == 1 && new.run.plan.controllers.count == 1
        func twin(of row: CostRow, in rows: [CostRow]) -> CostRow? {
            rows.first { $0.isTwin(of: row, anyController: isSingle) }
        }
        let pairs = base.costs.compactMap { row in
            twin(of: row, in: new.costs).map { (base: row, new: $0) }
        }
        let tests = pairs.map { WelchDifference($0.base.logRatio, $0.new.logRatio) }
        var adjusted = tests.map(\.p)
        for isPrimary in [true, false] {
            let family = pairs.indices.filter { (pairs[$0].base.concurrency == nil) == isPrimary }
            for (index, p) in zip(family, Holm.adjusted(family.map { tests[$0].p })) { adjusted[index] = p }
        }
        rows = pairs.indices.map {
            ComparedRow(
                base: pairs[$0].base,
                new: pairs[$0].new,
                difference: tests[$0],
                adjustedP: adjusted[$0],
                marginPercent: marginPercent
            )
        }
        unmatched =
            base.costs.filter { twin(of: $0, in: new.costs) == nil }.map { "\($0.place) (base only)" }
            + new.costs.filter { twin(of: $0, in: base.costs) == nil }.map { "\($0.place) (new only)" }
    }

    /// The tests over all levels that a build fails for.
    package var regressions: [ComparedRow] { rows.filter { $0.isPrimary && $0.isRegression(marginPercent) } }

    /// The tests over all levels that decide nothing.
    package var undecided: [ComparedRow] { rows.filter { $0.isPrimary && $0.comparison == .inconclusive } }
}
