package import Cluster
package import Rules

/// One sync of kube-router 2.11 in its mode nftables (`npc_nftables.go` at tag v2.11.1): a transaction for each fixed chain, each
/// policy and each pod, one that turns the base chains to the new pods' chains, and then one for each chain that nobody needs any more.
///
/// For P policies with one chain and L local pods that is 2 P + 2 L + 9 processes.
extension KubeRouter211Nft: SyncingLayout {
    package func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork {
        let later = try KubeRouter211Nft(version: version + "0", family: family).ruleset(for: cluster, on: node)
        let tables = (installed.nftables.first { $0.name == tableName }, later.nftables.first { $0.name == tableName })
        guard let present = tables.0, let next = tables.1 else { return SyncWork([]) }
        let passing = next.chains.filter { present[$0.name] == nil }
        let spared = Set(counted.filter { $0.table == .nftables(tableName) }.map(\.chain))
        var sync = NftSync(present, spared: spared)
        for name in [Names.default, Names.common, Names.tail] { sync.rewrite([name]) }
        // Chains of policies come with the sets that the program fills in the same transaction.
        for policy in programmedPolicies(of: cluster, version: version + "0") {
            try sync.write(policy.chains, sets: policy.sets)
        }
        let pods = passing.filter { $0.name.hasPrefix("KUBE-POD-FW-") }
        for chain in pods { try sync.write([chain], sets: []) }
        sync.rewrite(present.chains.filter { $0.base != nil }.map(\.name))
        let policies = passing.filter { !$0.name.hasPrefix("KUBE-POD-FW-") }
        for stale in [pods, policies] {
            sync.list("chains")
            sync.remove(stale.map(\.name))
        }
        sync.list("sets")
        return SyncWork(
            sync.steps,
            passingNftChains: ["\(present.family.rawValue) \(tableName)": passing.map(\.name)]
        )
    }
}

/// The steps of one sync.
private struct NftSync {
    private(set) var steps: [SyncStep] = []
    private let table: NftTable
    private let spared: Set<String>

    /// - Parameter spared: chains that are left as they are.
    init(_ table: NftTable, spared: Set<String>) {
        self.table = table
        self.spared = spared
    }

    /// Writes chains that are there with the rules that they have, in one transaction.
    ///
    /// Of one that is spared a copy is written and removed in its place.
    mutating func rewrite(_ names: [String]) {
        var transaction = NftTransaction(on: table)
        for var chain in names.compactMap({ table[$0] }) {
            guard spared.contains(chain.name) else {
                transaction.refill(chain)
                continue
            }
            chain.name += "-next"
            transaction.add(chain)
            transaction.flush(chain: chain.name)
            transaction.delete(chain: chain.name)
        }
        append(transaction)
    }

    /// Makes chains of the next sync, and fills sets that are there, in one transaction.
    mutating func write(_ chains: [NftChain], sets: [NftSet]) throws(LayoutError) {
        var transaction = NftTransaction(on: table)
        for set in sets { transaction.refill(set) }
        // Rules of the first chain name the others.
        for chain in chains.reversed() where !spared.contains(chain.name) { transaction.add(chain) }
        guard transaction.netlinkSize <= NftReplacement.largestBatch else {
            throw LayoutError(
                .unsupportedInput,
                "cannot replay a sync of \(KubeRouter211Nft.name): a transaction of its \(transaction.netlinkSize) bytes does "
                    + "not fit into a message without rights on the machine; take a cluster of fewer pods"
            )
        }
        append(transaction, about: chains.map(\.name).joined(separator: " "))
    }

    /// Empties the chains in one transaction, and removes each in one of its own.
    mutating func remove(_ chains: [String]) {
        var flush = NftTransaction(on: table)
        for chain in chains { flush.flush(chain: chain) }
        append(flush, about: "flush")
        for chain in chains {
            var deletion = NftTransaction(on: table)
            deletion.delete(chain: chain)
            append(deletion, about: chain)
        }
    }

    /// As knftables asks for all objects of a kind in the family.
    mutating func list(_ kind: String) {
        steps.append(SyncStep(.nft, ["--json", "list", kind, table.family.rawValue]))
    }

    /// - Parameter subject: nil for what leaves nothing behind that is not there after a whole sync.
    private mutating func append(_ transaction: NftTransaction, about subject: String? = nil) {
        steps.append(SyncStep(.nft, ["-f", "-"], input: transaction.bytes, line: subject))
    }
}
