import Cluster

/// How kube-router from 0.2.1 on names the sets of a policy.
///
/// Hashes of namespace, policy, rule and kind, run together (kube-router pkg/controllers/netpol/policy.go); unlike chains,
/// they do not change from sync to sync.
struct SetNames {
    let namespace: String
    let policy: String
    /// `IPv4` or `IPv6` from 2.0.0 on, which has both families; empty before.
    let family: String
    /// What stands before every name: `inet6:` of the address sets of IPv6, which share one name space with those of IPv4.
    var prefix = ""

    /// The pods that the policy selects: destinations of ingress, sources of egress.
    func targets(_ direction: NetworkPolicy.Direction) -> String {
        prefix + direction.targetPrefix + NameHash.of(namespace + policy + family)
    }

    /// The pods at the other end of rule `index`.
    func pods(_ direction: NetworkPolicy.Direction, rule index: Int) -> String {
        prefix + direction.peerPrefix + hash(direction, "\(index)", "pod")
    }

    /// The blocks at the other end of rule `index`.
    func blocks(_ direction: NetworkPolicy.Direction, rule index: Int) -> String {
        prefix + direction.peerPrefix + hash(direction, "\(index)", "ipblock")
    }

    /// What is taken out of those blocks, where it has a set of its own (nftables).
    func excepts(_ direction: NetworkPolicy.Direction, rule index: Int) -> String {
        prefix + direction.peerPrefix + hash(direction, "\(index)", "ipblockexcept")
    }

    /// The destinations that have the `number`-th port of a name in rule `index`.
    func namedPort(_ direction: NetworkPolicy.Direction, rule index: Int, number: Int) -> String {
        prefix + "KUBE-DST-" + hash(direction, "\(index)\(number)", "namedport")
    }

    /// What ends the name of something that belongs to a rule.
    func hash(_ direction: NetworkPolicy.Direction, _ place: String, _ kind: String) -> String {
        NameHash.of(namespace + policy + direction.rawValue.lowercased() + "rule" + place + family + kind)
    }
}

extension NetworkPolicy.Direction {
    fileprivate var targetPrefix: String { self == .ingress ? "KUBE-DST-" : "KUBE-SRC-" }
    fileprivate var peerPrefix: String { self == .ingress ? "KUBE-SRC-" : "KUBE-DST-" }
}
