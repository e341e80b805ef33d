package import Rules

extension KernelFirewall {
    /// The name under which a set is filled before it takes another's place.
    private static let temporaryName = "npbench-next"

    /// Gives sets that exist the entries of `sets`, each in one step: a rule sees the old entries or the new ones.
    ///
    /// As kube-router does it: a temporary set is filled, swapped with the real one and destroyed (ipset(8), swap). The
    /// sets must exist and be of the same kind. All in one process; not atomic over several sets.
    package static func refill(sets: [IPSet]) throws(FirewallError) {
        guard !sets.isEmpty else { return }
        let operation = "refill \(sets.count) sets"
        do throws(RulesetError) {
            try Ruleset(sets: sets).validate()
        } catch {
            throw FirewallError(.refused, operation, cause: "\(error.object) \(error.cause)", remedy: error.remedy)
        }
        var script: [UInt8] = []
        for set in sets {
            var temporary = set
            temporary.name = temporaryName
            script += [temporary].ipsetSaveBytes
            script += Array("swap \(temporaryName) \(set.name)\ndestroy \(temporaryName)\n".utf8)
        }
        _ = try FilterProgram.ipset.run(
            ["restore"],
            input: script,
            for: operation,
            remedy: "create the sets first, with the same kind of entries"
        )
    }

    /// Destroys the sets of these names in one process; no rule may name them any more.
    ///
    /// Not atomic: after an error some of the sets may be gone.
    package static func discard(sets names: [String]) throws(FirewallError) {
        guard !names.isEmpty else { return }
        _ = try FilterProgram.ipset.run(
            ["restore"],
            input: Array(names.map { "destroy \($0)\n" }.joined().utf8),
            for: "destroy \(names.count) sets",
            remedy: "replace the tables whose rules name them first"
        )
    }
}
