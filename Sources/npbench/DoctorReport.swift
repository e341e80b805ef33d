import Foundation

/// All that the doctor found, and how it is told.
struct DoctorReport: Encodable {
    var checks: [DoctorCheck]

    var missing: [DoctorCheck] { checks.filter { $0.status == .missing } }
    var warnings: [DoctorCheck] { checks.filter { $0.status == .warning } }

    /// A table for people: a line for each check, its remedy below it.
    var text: String {
        let width = checks.map(\.name.count).max() ?? 0
        var lines: [String] = []
        for group in DoctorCheck.Group.allCases {
            let members = checks.filter { $0.group == group }
            guard !members.isEmpty else { continue }
            lines.append(group.rawValue)
            for check in members {
                let name = check.name.padding(toLength: width, withPad: " ", startingAt: 0)
                let status = check.status.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)
                lines.append("  \(status)  \(name)  \(check.found)")
                if let remedy = check.remedy { lines.append("           \(remedy)") }
            }
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The last line: whether `npbench run` can work here.
    var summary: String {
        let doubts = warnings.isEmpty ? "" : "; \(warnings.count) warnings"
        guard missing.isEmpty else {
            return "not ready: \(missing.map(\.name).joined(separator: ", ")) missing\(doubts)"
        }
        return "ready: everything that npbench run needs is here\(doubts)"
    }

    /// The sentence of exit status 6.
    var failure: String {
        let names = missing.map { "\($0.name) (\($0.found))" }.joined(separator: ", ")
        return "this machine lacks what npbench run needs: \(names); do what the table says of each and ask again"
    }

    /// The same for programs: `ready` and the checks, keys in alphabetical order.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }

    enum CodingKeys: String, CodingKey {
        case ready, checks
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(missing.isEmpty, forKey: .ready)
        try container.encode(checks, forKey: .checks)
    }
}
