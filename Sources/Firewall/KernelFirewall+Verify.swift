package import Rules

extension KernelFirewall {
    /// Checks that the kernel's table lists exactly the rules of `table`, counters aside.
    ///
    /// Throws `mismatch` with the first line that differs. Cost: as `savedTable(_:)`.
    package static func verify(_ table: Table) throws(FirewallError) {
        let listed = try savedTable(table.name).withoutCounters()
        let meant = table.inKernelOrder().withoutCounters()
        guard listed != meant else { return }
        let listedLines = listed.iptablesSave().split(separator: "\n")
        let meantLines = meant.iptablesSave().split(separator: "\n")
        // Rules that differ as values may still be one in the kernel, such as one with any source and one without.
        guard let line = zip(listedLines, meantLines).enumerated().first(where: { $1.0 != $1.1 }) else { return }
        throw FirewallError(
            .mismatch,
            "verify table \(table.name.rawValue)",
            cause: "line \(line.offset + 1) is '\(line.element.0)' and not '\(line.element.1)'",
            remedy: "see who else writes this table"
        )
    }
}
