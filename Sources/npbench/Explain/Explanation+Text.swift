import Cluster
import Layouts
import Policy
import Rules

extension Explanation {
    /// Some lines for people.
    func text(of explainer: Explainer) -> String {
        let program = explainer.controller.rawValue
        var lines = [title, "", "API: \(verdict.isAllowed ? "allowed" : "denied")"]
        lines += ["  egress of \(source.title): \(verdict.egress)"]
        lines += ["  ingress of \(destination.end.title): \(verdict.ingress)"]
        guard passesNode, let new, let established, let reply else {
            let why =
                source.address == destination.end.address
                ? "it does not leave the pod" : "neither end runs on \(explainer.nodeName)"
            return (lines + ["\(program): no rule sees the connection, since \(why)", ""]).joined(separator: "\n")
        }
        lines.append("\(program) on \(explainer.nodeName): \(isAdmitted ? "allowed" : "denied")")
        lines += deviations.map { "  unlike the API, since \($0.summary)" }
        if new.isAccepted != isAdmitted {
            lines.append("  but the rules below do otherwise, which is a mistake of npbench: please report it")
        }
        let traces = [("A new packet", new), ("A packet of the known connection", established), ("An answer", reply)]
        for (name, trace) in traces {
            lines += ["", "\(name) is \(trace.verdict.words): \(trace.testedRules) rules tested, of which match:"]
            lines += Self.matched(trace, in: explainer.ruleset)
        }
        return (lines + [""]).joined(separator: "\n")
    }

    private var title: String {
        let way = destination.service.map { " by \($0.title):\($0.port)" } ?? ""
        return "\(source.title) to \(destination.end.title) port \(destination.port)/\(transport.rawValue)\(way)"
    }

    /// The rules that matched, each after the number of those of its chain that were tested since and did not.
    private static func matched(_ trace: PacketTrace, in ruleset: Ruleset) -> [String] {
        var lines: [String] = []
        var inVain = 0
        for step in trace.steps {
            guard step.matched, let text = ruleset.text(of: step.rule) else {
                inVain += 1
                continue
            }
            if inVain > 0 { lines.append("  ... \(inVain) \(inVain == 1 ? "rule" : "rules") tested in vain") }
            inVain = 0
            lines.append("  \(step.rule.table.name) \(step.rule.index + 1): \(text)")
        }
        if inVain > 0 { lines.append("  ... \(inVain) \(inVain == 1 ? "rule" : "rules") tested in vain") }
        return lines
    }
}

extension PacketTrace.Verdict {
    var words: String {
        switch self {
        case .accepted: "accepted"
        case .dropped: "dropped"
        case .rejected(let answer): "rejected with \(answer)"
        }
    }
}
