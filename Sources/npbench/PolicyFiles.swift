import Cluster

/// The files of `--policy`, read as one set of policies.
struct PolicyFiles {
    var paths: [String]

    /// The policies of all files, in their order; throws if two have the same name.
    ///
    /// To the API server the second would replace the first, so both cannot be meant.
    func policies() throws(CommandFailure) -> [NetworkPolicy] {
        var policies: [NetworkPolicy] = []
        var origins: [String: String] = [:]
        for path in paths {
            for policy in try InputFile(path: path).policies() {
                let name = "\(policy.namespace)/\(policy.name)"
                if let first = origins.updateValue(path, forKey: name) {
                    let cause = first == path ? "the file is given twice" : "it is in \(first) too"
                    throw CommandFailure(
                        .failed,
                        "cannot use NetworkPolicy \(name) of \(path): \(cause); leave one of them out"
                    )
                }
                policies.append(policy)
            }
        }
        return policies
    }
}
