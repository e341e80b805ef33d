/// What enforces NetworkPolicy on the node while a sample is taken: nothing, or one of the run's controllers in an arm.
///
/// A run compares one or more treatments with `off`.
package struct Treatment: Codable, Hashable, Sendable, CustomStringConvertible {
    package let arm: Arm
    /// `none` in the arm `off`, which is the same whoever is compared with it.
    package let controller: String

    package init(_ arm: Arm, of controller: String) {
        self.arm = arm
        self.controller = arm == .off ? "none" : controller
    }

    /// No controller: what every other treatment is compared with.
    package static let off = Treatment(.off, of: "none")

    /// `off`, `kube-router-2.11`, `kube-router-2.11 idle`, or `kube-router-2.11 churn`.
    package var description: String {
        switch arm {
        case .off: arm.rawValue
        case .on: controller
        case .idle, .churn: "\(controller) \(arm.rawValue)"
        }
    }

    /// The treatment's name in a run: of several controllers its description, of a single one its arm alone.
    ///
    /// - Parameter controllers: the controllers of the run.
    package func name(among controllers: [String]) -> String {
        controllers.count > 1 ? description : arm.rawValue
    }
}
