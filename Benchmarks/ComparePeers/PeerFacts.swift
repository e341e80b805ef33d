import Foundation
import Linux
import PeerComparison

/// When and on what a comparison was made.
enum PeerFacts {
    /// Names and values, in the order in which a reader wants them.
    static func collect(tools: [LoadTool], commit: String) -> [(name: String, value: String)] {
        let machine = MachineFacts.collect()
        let names = [
            "cpu.model", "cpu.online", "cpu.hypervisor", "cpu.governor", "memory.total_kib", "kernel.release",
            "os.name", "program.nginx",
        ]
        var facts = [(name: "date", value: Date().formatted(.iso8601)), (name: "npbench", value: commit)]
        for tool in tools {
            guard let package = tool.debianPackage else { continue }
            facts.append((name: tool.rawValue, value: version(of: package) ?? "unknown"))
        }
        for name in names {
            if let value = machine[name] { facts.append((name: name, value: value)) }
        }
        return facts
    }

    /// The package and its version; what some of the tools say themselves is not their release.
    private static func version(of package: String) -> String? {
        let query = try? ChildProcess.run("dpkg-query", ["-W", "-f", "${Package} ${Version}", package], timeout: 10)
        guard let query, query.hasSucceeded else { return nil }
        return query.outputText
    }
}
