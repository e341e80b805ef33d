import Foundation
import FoundationXML
import Results

/// Test cases as JUnit XML, which most CI systems show.
///
/// Source: the schema of Jenkins' xUnit plugin, `junit-10.xsd`. At most one failure a case: Jenkins keeps one.
package struct JUnitSuite: Sendable {
    package enum Outcome: Sendable {
        case passed
        /// Nothing could be decided.
        case skipped
        case failed
        /// What was to be tested could not be believed.
        case error
    }

    package struct Case: Sendable {
        var name: String
        var group: String
        var outcome: Outcome
        /// What was found: one sentence.
        var message: String

        package init(name: String, group: String, outcome: Outcome, message: String) {
            self.name = name
            self.group = group
            self.outcome = outcome
            self.message = message
        }
    }

    private let name: String
    private let cases: [Case]
    private let properties: [(name: String, value: String)]
    private let seconds: Double

    /// A suite of cases that came of a comparison or of a history.
    package init(name: String, cases: [Case]) {
        self.name = name
        self.cases = cases
        properties = []
        seconds = 0
    }

    /// A case for each test of a run.
    ///
    /// A cost that was found is no failure, since a controller may cost something; an invalid
    /// run is an error, and a test that decided nothing is skipped.
    init(_ run: ExportedRun) {
        name = "npbench"
        seconds = run.run.seconds
        properties = [
            ("version", run.run.npbenchVersion), ("revision", run.revision), ("machine", run.machine),
            ("started", run.run.started),
        ]
        cases = run.costs.map { row in
            let outcome: Outcome =
                run.run.outcome == .invalid ? .error : row.verdict == .inconclusive ? .skipped : .passed
            let percent = Readable.percent(row.costPercent, row.low, row.high)
            let interval = percent.interval.map { " (95 %: \($0))" } ?? ""
            return Case(
                name: ExportPlace.name(row),
                group: "npbench.cost",
                outcome: outcome,
                message: "\(row.verdict.rawValue): a cost of \(percent.value) % of QPS\(interval)"
            )
        }
    }

    package var text: String {
        let suite = Self.element(
            "testsuite",
            [
                ("name", name), ("tests", "\(cases.count)"), ("failures", "\(count(.failed))"),
                ("errors", "\(count(.error))"), ("skipped", "\(count(.skipped))"), ("time", "\(seconds)"),
            ]
        )
        if !properties.isEmpty {
            let list = Self.element("properties")
            for property in properties {
                list.addChild(Self.element("property", [("name", property.name), ("value", property.value)]))
            }
            suite.addChild(list)
        }
        for tested in cases { suite.addChild(Self.element(tested)) }
        let suites = Self.element("testsuites")
        suites.addChild(suite)
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + suites.xmlString(options: .nodePrettyPrint) + "\n"
    }

    private func count(_ outcome: Outcome) -> Int { cases.count { $0.outcome == outcome } }

    private static func element(_ tested: Case) -> XMLElement {
        let element = element("testcase", [("name", tested.name), ("classname", tested.group), ("time", "0")])
        switch tested.outcome {
        case .passed:
            let output = Self.element("system-out")
            output.stringValue = tested.message
            element.addChild(output)
        case .skipped: element.addChild(Self.element("skipped", [("message", tested.message)]))
        case .failed: element.addChild(Self.element("failure", [("message", tested.message), ("type", "regression")]))
        case .error: element.addChild(Self.element("error", [("message", tested.message), ("type", "invalid")]))
        }
        return element
    }

    private static func element(_ name: String, _ attributes: [(String, String)] = []) -> XMLElement {
        let element = XMLElement(name: name)
        for (name, value) in attributes {
            let attribute = XMLNode(kind: .attribute)
            attribute.name = name
            // XML 1.0 has no way to write control characters.
            attribute.stringValue = String(value.unicodeScalars.map { $0.value < 32 ? " " : Character($0) })
            element.addAttribute(attribute)
        }
        return element
    }
}
