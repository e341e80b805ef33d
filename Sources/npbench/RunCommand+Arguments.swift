import ArgumentParser
import Experiment
import Results

extension Preset: ExpressibleByArgument {}
extension Interleaving: ExpressibleByArgument {}
extension Fault: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: "|") }
}

/// Modes of connections with commas between them: `per-request,keep-alive`.
struct ModeList: ExpressibleByArgument, Equatable {
    let modes: [ConnectionMode]

    init(_ modes: [ConnectionMode]) {
        self.modes = modes
    }

    /// Nil for an unknown mode, and for one that is named twice.
    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        modes = parts.compactMap { ConnectionMode(rawValue: String($0)) }
        guard modes.count == parts.count, Set(modes).count == modes.count else { return nil }
    }

    var defaultValueDescription: String { modes.map(\.rawValue).joined(separator: ",") }
}

extension RunCommand {
    /// The arms that are compared with `off`: those named, and for syncs `on` and `churn`.
    var comparedArms: [Arm] {
        guard churn != nil else { return arms.arms }
        return arms.arms + [.on, .churn].filter { !arms.arms.contains($0) }
    }
}

/// Arms with commas between them: `idle,on`; `off`, or `off,off`, for an A/A run.
struct ArmList: ExpressibleByArgument, Equatable {
    let arms: [Arm]

    init(_ arms: [Arm]) {
        self.arms = arms
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let named = parts.compactMap { Arm(rawValue: String($0)) }
        // Both arms of an A/A run may be named: everything else is compared with an off that is not.
        arms = named == [.off, .off] ? [.off] : named
        guard named.count == parts.count, Set(arms).count == arms.count else { return nil }
    }

    var defaultValueDescription: String { arms.map(\.rawValue).joined(separator: ",") }
}
