package import Results
package import Rules

/// Which extra rules a calibration tries: for each kind of work some numbers of them, each a treatment compared with `off`.
package struct CalibrationLadder: Equatable, Sendable {
    /// In the order of `RuleWork`, each with counts in ascending order.
    package let steps: [ExtraRules]

    /// A quarter, a half and all of the most that is tried of each of `kinds`; `most` is that of rules which no extension looks at.
    ///
    /// The kind with most rules in real nodes, the commented jump, is tried at more places; and once nothing is added, for the fits'
    /// lower end. Base chains are few on any node, and so here.
    package init(kinds: [RuleWork] = RuleWork.allCases, most: Int = 2000) {
        var steps = kinds.contains { !$0.isNftables } ? [ExtraRules(.header, count: 0)] : []
        for work in RuleWork.allCases
        where kinds.contains(work) || work == .nftHook && kinds.contains(where: \.isNftables) {
            let counts = Self.counts(of: work, most: max(1, most))
            steps += counts.map { ExtraRules(work, count: $0) }
        }
        self.steps = steps
    }

    private static func counts(of work: RuleWork, most: Int) -> [Int] {
        // One is an empty table, the lower end of the other kinds of nftables.
        if work == .nftHook { return [1, 8, 16] }
        let shares: [Double] = work == .comment ? [0.05, 0.125, 0.25, 0.5, 1] : [0.25, 0.5, 1]
        let top: Int =
            switch work {
            case .header, .comment: most
            case .match, .nftRule: most / 2
            case .set, .hit, .nftSet, .nftHit, .nftHook: most / 4
            }
        return Set(shares.map { max(1, Int((Double(top) * $0).rounded())) }).sorted()
    }

    /// The treatments, named after kind and count: no controller's.
    package var extraRules: [Treatment: ExtraRules] {
        Dictionary(steps.map { ($0.treatment, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The kinds that are tried.
    package var kinds: [RuleWork] {
        RuleWork.allCases.filter { work in steps.contains { $0.work == work && $0.count > 0 } }
    }

    /// Through which treatments the line of a kind goes: its own, and the one that has none of them and all that is around them.
    func steps(of work: RuleWork) -> [ExtraRules] {
        let own = steps.filter { $0.work == work && $0.count > 0 }
        switch work {
        case .nftHook: return own
        case .nftRule, .nftSet, .nftHit: return steps.filter { $0.work == .nftHook && $0.count == 1 } + own
        case .header, .comment, .match, .set, .hit: return steps.filter { $0.count == 0 } + own
        }
    }
}

extension ExtraRules {
    /// `iptables-comment-500`, as if that were a controller.
    package var treatment: Treatment { Treatment(.on, of: "\(work.rawValue)-\(count)") }

    /// How many of `kind` a packet meets.
    func tests(of kind: RuleWork) -> Int {
        kind == work ? count : 0
    }
}
