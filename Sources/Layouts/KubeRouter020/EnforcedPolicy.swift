import Addressing
import Cluster
import Rules

/// A policy as kube-router 0.2.0 programs it: the pods it selects, its chain and its sets.
struct EnforcedPolicy {
    let namespace: String
    let name: String
    let directions: Set<NetworkPolicy.Direction>
    /// The addresses of all selected pods of the cluster.
    let targets: Set<IPAddress>
    var chain: Chain
    /// In the order of their creation.
    var sets: [IPSet]
    /// How many directions the policy has rules for, or an empty list of them: whether or not it is of these directions.
    let directionsWithRules: Int
    /// Which rules of `chain` allow ingress.
    var ingressRules: [Int] = []
    private let hash: String

    init(
        _ policy: NetworkPolicy,
        directions: Set<NetworkPolicy.Direction>,
        targets: [IPAddress],
        version: String
    ) {
        namespace = policy.namespace
        name = policy.name
        directionsWithRules = [policy.ingress, policy.egress].compactMap(\.self).count
        self.directions = directions
        self.targets = Set(targets)
        hash = NameHash.of(policy.namespace + policy.name)
        chain = Chain(name: "KUBE-NWPLCY-" + NameHash.of(policy.namespace + policy.name + version))
        // Both are made, whatever the directions.
        sets = ["KUBE-DST-" + hash, "KUBE-SRC-" + hash].map { EnforcedPolicy.set($0, of: targets) }
    }

    /// The set of the selected pods as destinations of ingress or sources of egress.
    func targetSet(for direction: NetworkPolicy.Direction) -> String {
        switch direction {
        case .ingress: "KUBE-DST-" + hash
        case .egress: "KUBE-SRC-" + hash
        }
    }

    /// The set of the pods at the other end of rule `index` of a direction.
    func peerSet(for direction: NetworkPolicy.Direction, rule index: Int) -> String {
        switch direction {
        case .ingress: "KUBE-SRC-" + NameHash.of(namespace + name + "ingressrule\(index)")
        case .egress: "KUBE-DST-" + NameHash.of(namespace + name + "egressrule\(index)")
        }
    }

    /// The set called `name`, each address once.
    ///
    /// The program fills a temporary set and swaps the two; if the addresses do not fit, it never does, and the set
    /// stays empty.
    static func set(_ name: String, of addresses: [IPAddress]) -> IPSet {
        var set = IPSet(name: name, kind: .hashIP, timeout: 0)
        var seen: Set<IPAddress> = []
        let distinct = addresses.filter { seen.insert($0).inserted }
        if distinct.count <= set.maxEntries {
            set.entries = distinct.map { IPSet.Entry(IPBlock($0)) }
        }
        return set
    }

    /// Appends a rule unless the chain has an equal one, as `iptables -C` would find.
    mutating func append(_ rule: Rule, for direction: NetworkPolicy.Direction) {
        guard !chain.rules.contains(rule) else { return }
        if direction == .ingress { ingressRules.append(chain.rules.count) }
        chain.rules.append(rule)
    }
}
