/// The cases that `--case` asks for.
package struct CaseSelection: Equatable, Sendable {
    package let cases: [ConformanceCase]

    /// Those of `all` whose name holds one of `patterns`, letters' case aside; all if there is no pattern.
    ///
    /// Throws a sentence that names a pattern which nothing matches.
    package init(
        _ patterns: [String],
        among all: [ConformanceCase] = ConformanceCase.all
    ) throws(ConformanceError) {
        for pattern in patterns where !all.contains(where: { $0.isCalled(pattern) }) {
            throw ConformanceError(
                .unknownName,
                "no case has '\(pattern)' in its name; npbench conformance --list prints the names"
            )
        }
        cases = patterns.isEmpty ? all : all.filter { candidate in patterns.contains { candidate.isCalled($0) } }
    }
}

extension ConformanceCase {
    fileprivate func isCalled(_ pattern: String) -> Bool {
        name.lowercased().contains(pattern.lowercased())
    }
}
