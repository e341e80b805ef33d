package import Rules

extension KernelFirewall {
    /// Replaces and removes tables of nftables: packets see the old tables or the new ones, or none while large ones are written.
    ///
    /// Counters start where the tables have them, those of a layout at 0. On an error the kernel's tables are what they were;
    /// after one in a later batch of several, the new tables are there in part and judge nothing. Throws `refused` for
    /// what nft or the kernel does not take. Cost: 10 ms and 30 ms for each 400 rules.
    package static func apply(_ replacement: NftReplacement) throws(FirewallError) {
        try write(replacement.batches, names: replacement.names)
    }

    /// Lets nft read batches, which concern the tables called `names`, one run for each.
    static func write(_ batches: [[UInt8]], names: [String]) throws(FirewallError) {
        for batch in batches {
            _ = try FilterProgram.nft.run(
                ["-f", "-"],
                input: batch,
                for: "replace nftables \(names.joined(separator: ", "))",
                remedy: "see what the kernel supports with nft"
            )
        }
    }

    /// Reads every table of nftables in the namespace, but for those called `others`.
    ///
    /// And not those of one program: a table that nobody meant judges packets too. Throws `mismatch` for one that npbench
    /// cannot have written. Cost: as `apply(_:)`, and 10 ms more if there are `others`.
    package static func nftables(besides others: [String] = []) throws(FirewallError) -> NftSnapshot {
        let operation = "read nftables"
        func list(_ arguments: [String], _ input: [UInt8] = []) throws(FirewallError) -> String {
            try FilterProgram.nft.run(
                arguments,
                input: input,
                for: operation,
                remedy: "run as root of the network namespace"
            )
        }
        let text: String
        if others.isEmpty {
            text = try list(["list", "ruleset"])
        } else {
            // Lines such as `table ip kube-proxy`.
            let tables = try list(["list", "tables"]).split(separator: "\n")
                .filter { table in !others.contains { table.hasSuffix(" \($0)") } }
            text = try tables.isEmpty ? "" : list(["-f", "-"], Array(tables.map { "list \($0)\n" }.joined().utf8))
        }
        return NftSnapshot(
            try parsed(operation) { () throws(RuleParseError) in try [NftTable](nftList: text) }
        )
    }

    /// Checks that the kernel's nftables are exactly `tables` and those called `others`, aside from counters, the order of set
    /// elements, and that of tables, which is the one in which they were made.
    ///
    /// Throws `mismatch` with the first line that differs. Cost: as `nftables()`.
    package static func verify(nftables tables: [NftTable], besides others: [String] = []) throws(FirewallError) {
        let listed = try nftables(besides: others).tables.map { $0.forComparison() }.sorted(by: isListedBefore)
        let meant = tables.map { $0.forComparison() }.sorted(by: isListedBefore)
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

    private static func isListedBefore(_ left: NftTable, _ right: NftTable) -> Bool {
        (left.family.rawValue, left.name) < (right.family.rawValue, right.name)
    }
}
