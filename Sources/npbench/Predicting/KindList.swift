import ArgumentParser
import Rules

/// Kinds of work with commas between them: `iptables-comment,iptables-set`.
struct KindList: ExpressibleByArgument, Equatable {
    /// Each once, in the order of `RuleWork`.
    let kinds: [RuleWork]

    init(_ kinds: [RuleWork]) {
        self.kinds = kinds
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let named = parts.compactMap { RuleWork(rawValue: String($0)) }
        guard named.count == parts.count, Set(named).count == named.count else { return nil }
        kinds = RuleWork.allCases.filter(named.contains)
    }

    static let names = RuleWork.allCases.map(\.rawValue).joined(separator: ", ")

    var defaultValueDescription: String {
        kinds == RuleWork.allCases ? "all" : kinds.map(\.rawValue).joined(separator: ",")
    }
}
