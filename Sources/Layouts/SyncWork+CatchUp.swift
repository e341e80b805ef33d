extension SyncWork {
    /// The processes that bring the kernel to where the first `count` steps of a sync leave it, from where a whole sync does.
    ///
    /// For a sync that goes on later: one process for all rules and one for a set that is being filled. No counter of a rule that
    /// stays is changed.
    package func catchUp(_ count: Int) -> [SyncStep] {
        let done = steps.prefix(count)
        let rules = done.filter { $0.program == .iptables }.compactMap(\.line)
        let sets = Self.unfinished(done.filter { $0.program == .ipset }.compactMap(\.line))
        var processes: [SyncStep] = []
        if !sets.isEmpty {
            processes.append(SyncStep(.ipset, ["-exist", "restore"], input: Self.text(sets)))
        }
        if !rules.isEmpty {
            let commands = ["*filter"] + rules.map(Self.restored) + ["COMMIT"]
            processes.append(SyncStep(.iptablesRestore, ["--wait", "--noflush"], input: Self.text(commands)))
        }
        return processes + Self.batches(done.filter { $0.program == .nft && $0.line != nil }.map(\.input))
    }

    /// The processes that remove whatever the steps of a sync have made in tables of nftables and not removed, however many were done.
    package var nftCleanUp: [SyncStep] {
        passingNftChains.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { table, chains in
            // To add what is there is no error, to delete what is not there would be one.
            let commands = ["add", "flush", "delete"].flatMap { verb in chains.map { "\(verb) chain \(table) \($0)" } }
            return SyncStep(.nft, ["-f", "-"], input: Self.text(commands))
        }
    }

    /// Transactions run together, as many as make up some 30 kB: a pod's is one, and ten times as long in the kernel's messages.
    private static func batches(_ transactions: [[UInt8]]) -> [SyncStep] {
        var batches: [[UInt8]] = []
        for transaction in transactions {
            if let last = batches.last, last.count + transaction.count <= 30_000 {
                batches[batches.count - 1] += transaction
            } else {
                batches.append(transaction)
            }
        }
        return batches.map { SyncStep(.nft, ["-f", "-"], input: $0) }
    }

    /// `iptables-restore` declares chains in lines of their own.
    private static func restored(_ line: String) -> String {
        line.hasPrefix("-N ") ? ":\(line.dropFirst(3)) - [0:0]" : line
    }

    /// The lines from the last set's creation on; none if that set is gone again.
    ///
    /// Before it only sets were filled that have taken their place, with the entries that are there anyway.
    private static func unfinished(_ lines: [String]) -> [String] {
        guard let creation = lines.lastIndex(where: { $0.hasPrefix("create ") }) else { return [] }
        let open = lines[creation...]
        return open.contains { $0.hasPrefix("destroy ") } ? [] : Array(open)
    }

    private static func text(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
}
