/// Who should reach whom, who did, and where the two differ.
///
/// Rows are sources, columns destinations, cells in the Kubernetes e2e tests' signs: `.` yes, `X` no, `?` not probed
/// (test/e2e/network/netpol).
package struct TruthTable: Equatable, Sendable {
    /// A pair whose probe said otherwise than expected.
    package struct Difference: Equatable, Sendable {
        package var from: String
        package var to: String
        package var expected: Bool
    }

    package let froms: [String]
    package let tos: [String]
    let expected: [[Bool]]
    private(set) var observed: [[Bool?]]

    /// A table in which nothing is probed yet; `expects` is asked once a pair.
    package init(froms: [String], tos: [String], expects: (_ from: String, _ to: String) -> Bool) {
        self.froms = froms
        self.tos = tos
        self.expected = froms.map { from in tos.map { expects(from, $0) } }
        self.observed = froms.map { _ in tos.map { _ in nil } }
    }

    /// Notes what a probe saw; false if the table has no such pair.
    @discardableResult
    package mutating func record(from: String, to: String, reached: Bool) -> Bool {
        guard let row = froms.firstIndex(of: from), let column = tos.firstIndex(of: to) else { return false }
        observed[row][column] = reached
        return true
    }

    /// How many pairs have not been probed.
    package var missing: Int { observed.joined().count { $0 == nil } }

    /// Whether every pair was probed and none differs.
    package var holds: Bool { missing == 0 && differences.isEmpty }

    /// The pairs that differ, row by row.
    package var differences: [Difference] {
        froms.indices.flatMap { row in
            tos.indices.compactMap { column in
                guard let seen = observed[row][column], seen != expected[row][column] else { return nil }
                return Difference(from: froms[row], to: tos[column], expected: expected[row][column])
            }
        }
    }

    /// Three grids: what was expected, what was observed, and `.` where they agree.
    package var grids: String {
        let comparison = zip(expected, observed).map { expected, observed in
            zip(expected, observed).map { expected, observed in observed.map { $0 == expected } }
        }
        return grid("expected", expected) + "\n" + grid("observed", observed) + "\n" + grid("comparison", comparison)
    }

    private func grid(_ title: String, _ rows: [[Bool?]]) -> String {
        let margin = ([title] + froms).map(\.count).max() ?? 0
        let header = [title.padded(to: margin)] + tos
        let lines = zip(froms, rows).map { from, row in
            [from.padded(to: margin)] + zip(tos, row).map { Self.sign($1).padded(to: $0.count) }
        }
        return ([header] + lines).map { $0.joined(separator: " ") + "\n" }.joined()
    }

    static func sign(_ reached: Bool?) -> String {
        switch reached {
        case true?: "."
        case false?: "X"
        case nil: "?"
        }
    }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
