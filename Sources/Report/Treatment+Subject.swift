import Results

extension Treatment {
    /// What a sentence on a comparison with `off` is about.
    var subject: String {
        switch arm {
        case .on: controller
        case .idle: "\(controller) without a policy"
        case .churn: "\(controller) while it syncs"
        case .off: "off, compared with itself,"
        }
    }
}
