package import Rules

extension KernelFirewall {
    /// Removes user-defined chains of a table, and the rules that jump to them from elsewhere, in one commit.
    ///
    /// Counters of all other rules go on counting. Chains that are not there are none to remove. Cost: as `snapshot(_:)`, and a
    /// process if there is something to remove.
    package static func remove(chains names: Set<String>, from name: Table.Name) throws(FirewallError) {
        let table = try snapshot(name)
        let found = table.chains.map(\.name).filter(names.contains)
        guard !found.isEmpty else { return }
        let jumps = table.chains.filter { !names.contains($0.name) }.flatMap { chain in
            // From the last one up, so that the numbers of the others stay.
            chain.rules.indices.reversed().filter { names.contains(chain.rules[$0].target) }
                .map { "-D \(chain.name) \($0 + 1)" }
        }
        let lines =
            ["*\(name.rawValue)"] + jumps + found.map { "-F \($0)" } + found.map { "-X \($0)" } + ["COMMIT", ""]
        _ = try FilterProgram.iptablesRestore.run(
            ["-w", lockWait, "--noflush", "-T", name.rawValue],
            input: Array(lines.joined(separator: "\n").utf8),
            for: "remove \(found.count) chains from table \(name.rawValue)",
            remedy: "see who else writes this table"
        )
    }

    /// The names of the namespace's sets, in the kernel's order.
    package static func setNames() throws(FirewallError) -> [String] {
        try FilterProgram.ipset.run(
            ["list", "-n"],
            for: "list the names of the sets",
            remedy: "run as root of the network namespace"
        )
        .split(separator: "\n").map(String.init)
    }
}
