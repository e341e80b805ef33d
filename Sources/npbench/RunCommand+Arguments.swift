import ArgumentParser
import Experiment
import Results

extension Preset: ExpressibleByArgument {}
extension ConnectionMode: ExpressibleByArgument {}

extension Fault: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: "|") }
}

/// Arms with commas between them: `idle,on`.
struct ArmList: ExpressibleByArgument, Equatable {
    let arms: [Arm]

    init(_ arms: [Arm]) {
        self.arms = arms
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        arms = parts.compactMap { Arm(rawValue: String($0)) }
        guard arms.count == parts.count, Set(arms).count == arms.count else { return nil }
    }

    var defaultValueDescription: String { arms.map(\.rawValue).joined(separator: ",") }
}
