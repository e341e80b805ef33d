import Foundation
import Policy
import Testing

@testable import Layouts

/// docs/controllers.md says what the data says.
@Suite struct DocumentedControllersTests {
    /// The cells of the page's table rows, by their first cell.
    private func rows() throws -> [String: [String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/controllers.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0].replacing("`", with: ""), Array($0.dropFirst())) })
    }

    @Test(
        "Every deviation has its row, with its sentence and the controllers that have it",
        arguments: PolicyDeviation.allCases
    )
    func deviation(deviation: PolicyDeviation) throws {
        let row = try #require(rows()[deviation.rawValue])
        let controllers = Controller.allCases.filter { $0.layout(seed: 1).dialect.deviations.contains(deviation) }
        #expect(row == [controllers.map(\.rawValue).joined(separator: ", "), deviation.summary])
        #expect(!controllers.isEmpty)
    }

    @Test("Every controller has its row, with what a denied client sees", arguments: Controller.allCases)
    func controller(controller: Controller) throws {
        let row = try #require(rows()[controller.rawValue])
        #expect(row.last == (controller.layout(seed: 1).denial == .refused ? "connection refused" : "silence"))
    }
}
