import Addressing

/// What the command prints for people.
package struct ConformanceSummary: Sendable {
    private let results: [SubjectResult]
    private let showsAllGrids: Bool

    /// `showsAllGrids` adds the truth tables of cases that went well.
    package init(_ results: [SubjectResult], showsAllGrids: Bool = false) {
        self.results = results
        self.showsAllGrids = showsAllGrids
    }

    package var text: String {
        let tables: [(String, ConformanceCase.Origin)] = [
            ("", .upstream), ("\nAdded upstream later:\n\n", .later),
            ("\nExamples of the published experiment:\n\n", .example),
        ]
        let features = tables.compactMap { title, origin -> String? in
            let table = FeatureTable(results, origin: origin)
            return table.isEmpty ? nil : title + table.markdown
        }
        return features.joined() + services + grids + faults + exposures + generated + totals
    }

    private var services: String {
        guard results.contains(where: { $0.families.contains(.ipv6) }) else { return "" }
        return "\nOver IPv6 pods are dialled at their own addresses: npbench has no Services of IPv6.\n"
    }

    private var grids: String {
        results.map { result in
            result.cases.map { played in
                played.steps.filter { step in
                    showsAllGrids || step.probes.contains { $0.judgement.kind != .right }
                }.map { step in
                    "\n\(result.title), \(played.name)\n"
                        + TruthTable(of: step.probes).marked("step \(step.number)")
                }.joined()
            }.joined()
        }.joined()
    }

    private var faults: String {
        results.map { result in
            let lines = result.cases.filter { !$0.isSupported || !$0.mismatches.isEmpty }.map { played in
                "- \(played.name)\n"
                    + played.faults.map { "    \($0)\n" }.joined()
            }
            return lines.isEmpty ? "" : "\nWhy \(result.title) does not support these:\n" + lines.joined()
        }.joined()
    }

    private var exposures: String {
        let table = ExposureTable(results)
        return table.isEmpty ? "" : "\nTime until every verdict is right, after each change:\n\n" + table.text
    }

    private var generated: String {
        results.compactMap { result in
            result.generated.map { "\n\(result.title): \($0.text)" }
        }.joined()
    }

    private var totals: String {
        "\n"
            + results.map { result in
                let supported = result.cases.count(where: \.isSupported)
                let seconds = (result.seconds * 10).rounded() / 10
                return "\(result.title): \(supported) of \(result.cases.count) cases supported, "
                    + "\(result.probeCount) probes, \(result.mismatchCount) undeclared "
                    + "\(result.mismatchCount == 1 ? "mismatch" : "mismatches"), \(seconds) s\n"
            }.joined()
    }
}
