/// The name of a controller without its version.
enum ControllerFamily {
    /// `kube-router` of `kube-router-0.2.0`: the name up to the first part that begins with a digit.
    static func of(_ controller: String) -> String {
        let parts = controller.split(separator: "-", omittingEmptySubsequences: false)
        let family = parts.prefix { $0.first?.isWholeNumber != true }.joined(separator: "-")
        return family.isEmpty ? controller : family
    }
}
