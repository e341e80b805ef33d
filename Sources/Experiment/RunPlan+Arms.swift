package import Results

extension RunPlan {
    /// `off`, then the compared arms, each once.
    package var allArms: [Arm] {
        [.off] + arms.filter { $0 != .off }
    }

    /// The controller that runs in `arm`; `none` in `off`.
    package func controller(of arm: Arm) -> String {
        arm == .off ? "none" : controller
    }
}
