/// The results as JUnit XML, which most CI systems show.
///
/// An undeclared mismatch is a failure; a case that the controller is declared not to support is skipped with its reason,
/// so that a build breaks only when rules do what nobody said.
package struct JUnitDocument: Sendable {
    private let results: [SubjectResult]

    package init(_ results: [SubjectResult]) {
        self.results = results
    }

    package var text: String {
        let suites = results.map { result in
            let failures =
                result.cases.count { !$0.mismatches.isEmpty } + (result.generated?.mismatches ?? 0 > 0 ? 1 : 0)
            let tests = result.cases.count + (result.generated == nil ? 0 : 1)
            let skipped = result.cases.count { $0.mismatches.isEmpty && !$0.isSupported }
            return "  <testsuite name=\"\(escaped(result.title))\" tests=\"\(tests)\" "
                + "failures=\"\(failures)\" skipped=\"\(skipped)\" time=\"\(time(result.seconds))\">\n"
                + result.cases.map(testCase).joined() + (result.generated.map(testCase) ?? "") + "  </testsuite>\n"
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" + suites.joined() + "</testsuites>\n"
    }

    private func testCase(_ played: CaseResult) -> String {
        let head =
            "    <testcase classname=\"conformance.\(played.origin.rawValue)\" name=\"\(escaped(played.name))\" "
            + "time=\"\(time(played.seconds))\""
        let mismatches = played.mismatches.compactMap(\.fault)
        if !mismatches.isEmpty {
            return
                "\(head)>\n      <failure message=\"\(escaped(mismatches.joined(separator: "; ")))\"/>\n    </testcase>\n"
        }
        guard !played.isSupported else { return "\(head)/>\n" }
        return
            "\(head)>\n      <skipped message=\"\(escaped(played.faults.joined(separator: "; ")))\"/>\n    </testcase>\n"
    }

    private func testCase(_ tally: ClusterTally) -> String {
        let head = "    <testcase classname=\"conformance.generated\" name=\"\(tally.clusters) generated clusters\""
        guard tally.mismatches > 0 else { return "\(head)/>\n" }
        let message = tally.faults.map { "cluster \($0.number): \($0.sentences.joined(separator: "; "))" }
        return "\(head)>\n      <failure message=\"\(escaped(message.joined(separator: "; ")))\"/>\n    </testcase>\n"
    }

    private func time(_ seconds: Double) -> String { "\((seconds * 1000).rounded() / 1000)" }

    /// Text as an attribute may hold it (XML 1.0, 2.4); control characters, which no name has, become blanks.
    private func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case _ where scalar.value < 32: " "
            default: String(scalar)
            }
        }.joined()
    }
}
