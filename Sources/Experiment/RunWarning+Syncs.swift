package import Results

extension RunWarning {
    /// Where samples held so little sync work that a part of it must stand for the whole.
    package static func syncs(_ facts: [SyncFacts]) -> [RunWarning] {
        facts.filter { $0.processes == 0 || $0.syncs < fewestSyncs }.map { facts in
            RunWarning(
                .fewSyncs,
                about: [facts.scale.label],
                finding: "The samples at \(facts.scale.label) held \((facts.syncs * 100).rounded() / 100) syncs of "
                    + "\(facts.controller): what its sync work adds is what that part of it adds.",
                advice: "Give more with --budget, or look at how far runs with other seeds (--seed) are apart."
            )
        }
    }

    /// With fewer, some parts of a sync are there twice as often as others.
    private static let fewestSyncs = 2.0
}
