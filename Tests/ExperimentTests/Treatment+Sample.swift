import Results

extension Treatment {
    /// The treatments of `RunPlan.sample`.
    static let on = Treatment(.on, of: "kube-router-0.2.0")
    static let idle = Treatment(.idle, of: "kube-router-0.2.0")
    static let all: [Treatment] = [.off, .idle, .on]
}
