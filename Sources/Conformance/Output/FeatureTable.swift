/// The seed's table: which features of NetworkPolicy a controller supports, as packets say.
package struct FeatureTable: Equatable, Sendable {
    private let features: [String]
    /// `Supported`, or the names of several controllers.
    private let columns: [String]
    private let answers: [[String]]

    /// The cases of one origin, in the order of the first result.
    package init(_ results: [SubjectResult], origin: ConformanceCase.Origin = .upstream) {
        let names = results.first?.cases.filter { $0.origin == origin }.map(\.name) ?? []
        // The seed sets the titles' quoted words as code.
        features = names.map { $0.replacing("'", with: "`") }
        columns = results.count == 1 ? results.map { "Supported" + $0.familyNote } : results.map(\.title)
        answers = names.map { name in
            results.map { $0[name].map { $0.isSupported ? "Yes" : "No" } ?? "-" }
        }
    }

    package var isEmpty: Bool { features.isEmpty }

    /// The table in Markdown, as the seed prints it.
    package var markdown: String {
        let header = "| NetworkPolicy Feature | \(columns.joined(separator: " | ")) |\n"
        let rule = "|" + String(repeating: "---------|", count: columns.count + 1) + "\n"
        let rows = zip(features, answers).map { "| \($0) | \($1.joined(separator: " | ")) |\n" }
        return header + rule + rows.joined()
    }
}
