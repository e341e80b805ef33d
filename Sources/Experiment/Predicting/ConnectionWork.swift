package import Rules

/// What one HTTP connection meets in a node's rules, all its packets of both directions together, by kind of work.
///
/// Means over the Service's endpoints, so numbers need not be whole.
package struct ConnectionWork: Equatable, Sendable {
    package var tests: [RuleWork: Double]

    package init(_ tests: [RuleWork: Double] = [:]) {
        self.tests = tests.filter { $0.value != 0 }
    }

    /// The work of a packet, `count` times.
    init(_ trace: PacketTrace, times count: Double) {
        self.init(trace.work.mapValues { Double($0) * count })
    }

    package subscript(work: RuleWork) -> Double { tests[work] ?? 0 }

    /// Tests of all kinds; base chains are none.
    package var ruleTests: Double {
        tests.reduce(0) { $0 + ($1.key == .nftHook ? 0 : $1.value) }
    }

    package static func + (left: ConnectionWork, right: ConnectionWork) -> ConnectionWork {
        ConnectionWork(left.tests.merging(right.tests, uniquingKeysWith: +))
    }

    /// What `left` meets beyond `right`; below 0 where it meets less.
    package static func - (left: ConnectionWork, right: ConnectionWork) -> ConnectionWork {
        left + right.scaled(by: -1)
    }

    package func scaled(by factor: Double) -> ConnectionWork {
        ConnectionWork(tests.mapValues { $0 * factor })
    }
}

extension ConnectionWork {
    /// By the names of the kinds, as a calibration keeps it.
    package var named: [String: Double] {
        Dictionary(tests.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
    }

    /// Reads such names; nil if one is of no kind that is known.
    package init?(named: [String: Double]) {
        var tests: [RuleWork: Double] = [:]
        for (name, count) in named {
            guard let work = RuleWork(rawValue: name) else { return nil }
            tests[work] = count
        }
        self.init(tests)
    }
}
