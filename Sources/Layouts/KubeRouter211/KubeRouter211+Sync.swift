import Addressing
package import Cluster
package import Rules

/// One sync of kube-router 2.11 in its mode iptables (`npc_iptables.go` at tag v2.11.1): 27 processes of iptables look at what no
/// pod and no policy changes, then everything is read and written whole.
extension KubeRouter211: SyncingLayout {
    package func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork {
        guard family == .ipv4 else {
            throw LayoutError(.unavailable, "\(KubeRouter211.name) syncs are known for IPv4 only; leave IPv6 out")
        }
        let sets = try ruleset(for: cluster, on: node).sets
        let filter = installed[.filter] ?? .empty(.filter)
        let spared = Set(counted.filter { $0.table == .iptables(.filter) }.map(\.chain))
        let refill = Self.refill(sets)
        return SyncWork(
            looks(filter) + [
                SyncStep(.iptablesSave, ["-t", "filter"]),
                .saveSets,
                SyncStep(.ipset, ["restore", "-exist"], input: Array(refill.script.utf8)),
                SyncStep(
                    .iptablesRestore,
                    ["--wait", "--noflush", "-T", "filter"],
                    input: Array(filter.rewriting(besides: spared).utf8)
                ),
                .saveSets,
            ],
            passingSets: refill.temporary
        )
    }

    /// ensureTopLevelChains and its neighbours: whether each chain and rule is there, and where.
    private func looks(_ filter: Table) -> [SyncStep] {
        var steps: [SyncStep] = []
        for name in ["INPUT", "FORWARD", "OUTPUT"] {
            let own = "KUBE-ROUTER-\(name)"
            steps.append(.list(own, "1"))
            let jump = filter[name]?.rules.first { $0.target == .jump(own) }
            if let jump { steps.append(.check(jump, in: name, isThere: true)) }
            steps.append(.list(name))
        }
        // What is meant for a Service comes first in the chain of packets to the node.
        let input = "KUBE-ROUTER-INPUT"
        for rule in (filter[input]?.rules ?? []).prefix(while: { $0.target == .return }) {
            steps += [.check(rule, in: input, isThere: true), .list(input)]
        }
        for chain in [FixedChains.default, FixedChains.common] {
            steps.append(.list(chain, "1"))
            steps += (filter[chain]?.rules ?? []).map { .check($0, in: chain, isThere: true) }
        }
        return steps + [.list(FixedChains.tail, "1"), .list(FixedChains.tail)]
    }

    /// What `ipset restore` reads (`BuildIPSetRestore`): a temporary set for all sets of the same options is filled for each in turn
    /// and takes its place.
    private static func refill(_ sets: [IPSet]) -> (script: String, temporary: Set<String>) {
        var script = ""
        var temporary: Set<String> = []
        for set in sets {
            let lines = set.ipsetSave.split(separator: "\n")
            // `create NAME` and then the options.
            let options = lines[0].split(separator: " ").dropFirst(2).joined(separator: " ")
            let name = "TMP-" + NameHash.of("tmp:" + options)
            if temporary.insert(name).inserted { script += "create \(name) \(options)\nflush \(name)\n" }
            for line in lines.dropFirst() {
                script += "add \(name) \(line.split(separator: " ").dropFirst(2).joined(separator: " "))\n"
            }
            script += "create \(set.name) \(options)\nswap \(name) \(set.name)\nflush \(name)\n"
        }
        return (script + temporary.sorted().map { "destroy \($0)\n" }.joined(), temporary)
    }
}

extension Table {
    /// What `iptables-restore --noflush` reads to write all chains anew in one commit but those called `spared`.
    ///
    /// The program itself leaves `--noflush` out, and so no chain: the kernel is given a whole table either way.
    fileprivate func rewriting(besides spared: Set<String>) -> String {
        let written = chains.filter { !spared.contains($0.name) }
        let builtIn = written.filter { $0.policy != nil }
        return
            (["*\(name.rawValue)"]
            + written.map { ":\($0.name) \($0.policy?.rawValue ?? "-") [0:0]" }
            // A declaration empties a chain, unless it is built in.
            + builtIn.map { "-F \($0.name)" }
            + written.flatMap { chain in chain.rules.map { $0.iptablesText(in: chain.name) } }
            + ["COMMIT", ""]).joined(separator: "\n")
    }
}
