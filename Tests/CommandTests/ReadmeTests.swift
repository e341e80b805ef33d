import Foundation
import Testing

/// Runs what README.md tells a newcomer to type.
///
/// The commands are run as they stand, but for `run`, which gets a directory of the test's and is made short, the first by its
/// preset and the others by their size: a run's length is a matter of options, and the page shows a whole run's output.
@Suite("README", .serialized)
struct ReadmeTests {
    static let text: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    }()

    /// The lines of its blocks that begin with a prompt.
    static let commands = text.split(separator: "\n").filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }

    @Test("The first command and its output stand in the first twenty lines")
    func firstScreen() {
        let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false).prefix(20).map(String.init)
        #expect(lines.contains("$ scripts/npbench run --services 1000 --pods 8000"))
        #expect(lines.contains { $0.contains("kube-router-0.2.0 costs ") && $0.contains(" % of QPS (95 %: ") })
    }

    @Test(
        "Every command of npbench that it shows works",
        arguments: commands.filter { $0.hasPrefix("scripts/npbench ") }
    )
    func works(command: String) throws {
        let scratch = try ScratchDirectory()
        var words = command.split(separator: " ").dropFirst().map(String.init)
        if words.first == "run" {
            let isFirst = command == Self.commands.first { $0.hasPrefix("scripts/npbench run") }
            words += isFirst ? ["--preset", "smoke"] : ["--levels", "4", "--quads", "2", "--slice", "150ms"]
            words += ["--output", scratch.path("out")]
        }
        let result = try words.first == "run" ? BuiltCommand.undisturbed(words) : BuiltCommand(words)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.output.isEmpty)
    }

    @Test("What else it shows are scripts of this repository")
    func scripts() {
        let others = Self.commands.filter { !$0.hasPrefix("scripts/npbench ") }
        #expect(Set(others) == ["scripts/test", "scripts/compare-peers .build/release/npbench"])
        #expect(Self.commands.count > others.count + 3)
    }
}
