import Cluster
import Rules

/// One sync of kube-router 0.2 (`network_policy_controller.go` and `pkg/utils/ipset.go` at tag v0.2.0): a process for each rule
/// that is asked for, inserted or deleted, and one for each entry of each set.
///
/// For one policy of three rules for ingress, L selected local pods and N selected pods in all that is 24 L + 15 processes of iptables
/// and 2 N + 11 of ipset.
extension PodFirewall {
    /// The sync that makes the chains of `next` while those of this firewall stay.
    ///
    /// - Parameter installed: the node's filter table.
    func syncWork(next: PodFirewall, in installed: Table) -> SyncWork {
        var sync = PodFirewallSync(present: self, installed: installed)
        sync.makePolicyChains(of: next)
        sync.makePodChains(of: next)
        sync.cleanUp(next)
        return sync.work
    }
}

/// The steps of one sync, and where its jumps stand in the built-in chains in the meantime.
private struct PodFirewallSync {
    private(set) var work = SyncWork([])
    private let presentChains: [String]
    /// The jumps that the sync has put into a built-in chain, from the top, by the chains that they lead to; and their first place.
    private var jumps: [String: [String]] = [:]
    private let places: [String: Int]

    init(present: PodFirewall, installed: Table) {
        let chains = present.podChains.map(\.name)
        let own = Set(chains)
        presentChains = chains
        places = Dictionary(
            uniqueKeysWithValues: ["FORWARD", "OUTPUT"].map { name in
                let last = (installed[name]?.rules ?? []).lastIndex { rule in
                    if case .jump(let chain) = rule.target { own.contains(chain) } else { false }
                }
                return (name, (last ?? -1) + 2)
            }
        )
    }

    /// syncNetworkPolicyChains.
    mutating func makePolicyChains(of next: PodFirewall) {
        append(.iptablesVersion)
        for policy in next.policies {
            append(.filter("-N", policy.chain.name))
            work.passingChains.insert(policy.chain.name)
            // Both sets of targets are looked for, then both are filled anew, the sources' first; those of peers each in turn.
            for set in policy.sets.prefix(2) { append(.listSet(set.name, isThere: true)) }
            for set in policy.sets.prefix(2).reversed() { refill(set) }
            for set in policy.sets.dropFirst(2) {
                append(.listSet(set.name, isThere: true))
                refill(set)
            }
            for _ in 0..<policy.directionsWithRules { append(.iptablesVersion) }
            for rule in policy.chain.rules {
                append(.check(rule, in: policy.chain.name, isThere: false))
                append(.filter("-A", policy.chain.name, rule: rule))
            }
        }
    }

    /// Fills a temporary set, an entry a process, and lets it take the set's place (`Set.Refresh`).
    private mutating func refill(_ set: IPSet) {
        var temporary = set
        temporary.name = set.name + "-temp"
        work.passingSets.insert(temporary.name)
        append(.listSet(temporary.name, isThere: false))
        for line in temporary.ipsetSave.split(separator: "\n") {
            append(.set(line.split(separator: " ").map(String.init)))
        }
        append(.set("swap", set.name, temporary.name))
        append(.set("destroy", temporary.name))
    }

    /// syncPodFirewallChains: the pods whose ingress is filtered, then those whose egress is.
    mutating func makePodChains(of next: PodFirewall) {
        append(.iptablesVersion)
        for pod in next.pods where pod.directions.contains(.ingress) {
            let chain = pod.chain(under: next.policies)
            work.passingChains.insert(chain.name)
            append(.filter("-N", chain.name))
            for rule in chain.rules[2..<(chain.rules.count - 1)].reversed() { insert(rule, into: chain.name) }
            insert(chain.rules[1], into: chain.name)
            jump(pod.ingressForwardRules[1], from: "FORWARD", to: chain.name)
            jump(pod.outputRule, from: "OUTPUT", to: chain.name)
            jump(pod.ingressForwardRules[0], from: "FORWARD", to: chain.name)
            end(chain)
        }
        for pod in next.pods where pod.directions.contains(.egress) {
            let chain = pod.chain(under: next.policies)
            let isThere = work.passingChains.contains(chain.name)
            work.passingChains.insert(chain.name)
            append(isThere ? .newChainAgain(chain.name) : .filter("-N", chain.name))
            let jumps = chain.rules[(pod.directions.contains(.ingress) ? 2 : 1)..<(chain.rules.count - 1)]
            for rule in jumps.reversed() {
                if isThere {
                    append(.check(rule, in: chain.name, isThere: true))
                } else {
                    insert(rule, into: chain.name)
                }
            }
            jump(pod.egressForwardRules[1], from: "FORWARD", to: chain.name)
            jump(pod.egressForwardRules[0], from: "FORWARD", to: chain.name)
            if isThere {
                append(.check(chain.rules[chain.rules.count - 1], in: chain.name, isThere: true))
                append(.check(chain.rules[0], in: chain.name, isThere: true))
            } else {
                end(chain)
            }
        }
    }

    private mutating func insert(_ rule: Rule, into chain: String) {
        append(.check(rule, in: chain, isThere: false))
        append(.filter("-I", chain, "1", rule: rule))
    }

    /// The rejection at a pod's chain's end, and the rule for known connections at its top.
    private mutating func end(_ chain: Chain) {
        let last = chain.rules[chain.rules.count - 1]
        append(.check(last, in: chain.name, isThere: false))
        append(.filter("-A", chain.name, rule: last))
        insert(chain.rules[0], into: chain.name)
    }

    /// A jump to a pod's chain: behind those that are there, where the real program puts it before them.
    private mutating func jump(_ rule: Rule, from chain: String, to target: String) {
        append(.check(rule, in: chain, isThere: false))
        append(.filter("-I", chain, "\(places[chain] ?? 1)", rule: rule))
        jumps[chain, default: []].insert(target, at: 0)
    }

    /// cleanupStaleRules, of the chains just made.
    mutating func cleanUp(_ next: PodFirewall) {
        append(.iptablesVersion)
        append(.saveSets)
        append(.list())
        let stale = next.podChains.map(\.name).sorted()
        for chain in stale {
            append(.list("FORWARD"))
            append(.list("OUTPUT"))
            deleteJumps(from: "FORWARD", to: chain)
            deleteJumps(from: "OUTPUT", to: chain)
        }
        for chain in stale { remove(chain) }
        for policy in next.policies.map(\.chain.name).sorted() {
            for chain in presentChains { append(.list(chain)) }
            remove(policy)
        }
    }

    /// By their numbers, from the top.
    private mutating func deleteJumps(from chain: String, to target: String) {
        while let index = jumps[chain]?.firstIndex(of: target) {
            append(.filter("-D", chain, "\((places[chain] ?? 1) + index)"))
            jumps[chain]?.remove(at: index)
        }
    }

    /// go-iptables clears a chain by an attempt to make it.
    private mutating func remove(_ chain: String) {
        append(.newChainAgain(chain))
        append(.filter("-F", chain))
        append(.filter("-X", chain))
    }

    private mutating func append(_ step: SyncStep) { work.steps.append(step) }
}
