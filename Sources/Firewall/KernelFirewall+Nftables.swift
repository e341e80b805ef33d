package import Rules

extension KernelFirewall {
    /// Replaces and removes tables of nftables: packets see the old tables or the new ones, or none while large ones are written.
    ///
    /// Counters start where the tables have them, those of a layout at 0. On an error the kernel's tables are what they were;
    /// after one in a later batch of several, the new tables are there in part and judge nothing. Throws `refused` for
    /// what nft or the kernel does not take. Cost: 10 ms and 30 ms for each 400 rules.
    package static func apply(_ replacement: NftReplacement) throws(FirewallError) {
        for batch in replacement.batches {
            _ = try FilterProgram.nft.run(
                ["-f", "-"],
                input: batch,
                for: "replace nftables \(replacement.names.joined(separator: ", "))",
                remedy: "see what the kernel supports with nft"
            )
        }
    }

    /// Reads every table of nftables in the namespace.
    ///
    /// All of them, and not those of one program: a table that nobody meant judges packets too. Throws `mismatch` for one
    /// that npbench cannot have written. Cost: as `apply(_:)`.
    package static func nftables() throws(FirewallError) -> NftSnapshot {
        let operation = "read nftables"
        let text = try FilterProgram.nft.run(
            ["list", "ruleset"],
            for: operation,
            remedy: "run as root of the network namespace"
        )
        return NftSnapshot(
            try parsed(operation) { () throws(RuleParseError) in try [NftTable](nftList: text) }
        )
    }

    /// Checks that the kernel's nftables are exactly `tables`, counters and the order of set elements aside.
    ///
    /// Throws `mismatch` with the first line that differs. Cost: as `nftables()`.
    package static func verify(nftables tables: [NftTable]) throws(FirewallError) {
        let listed = try nftables().tables.map { $0.forComparison() }
        let meant = tables.map { $0.forComparison() }
        guard listed != meant else { return }
        let listedLines = listed.nftList.split(separator: "\n", omittingEmptySubsequences: false)
        let meantLines = meant.nftList.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(listedLines, meantLines).enumerated().first { $1.0 != $1.1 }
        throw FirewallError(
            .mismatch,
            "verify nftables",
            cause: line.map { "line \($0.offset + 1) is '\($0.element.0)' and not '\($0.element.1)'" }
                ?? "\(listed.count) tables are there and not \(meant.count)",
            remedy: "see who else writes tables of nftables"
        )
    }
}
