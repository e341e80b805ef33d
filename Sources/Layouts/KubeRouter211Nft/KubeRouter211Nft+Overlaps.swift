import Addressing
import Cluster
import Policy

extension KubeRouter211Nft {
    /// Throws if blocks of one rule overlap, or excepts of one rule: the kernel's interval sets take each address once.
    ///
    /// The real program's transaction for such a policy fails, and the policy's pods stay closed.
    func requireDisjointBlocks(of policy: NetworkPolicy) throws(LayoutError) {
        for rule in (policy.ingress ?? []) + (policy.egress ?? []) {
            var blocks: [IPBlock] = []
            var excepts: [IPBlock] = []
            for case .block(let block, let except) in rule.peers where block.family == family {
                blocks += block.setEntries
                excepts += except.flatMap(\.setEntries)
            }
            guard let (first, second) = overlap(among: blocks) ?? overlap(among: excepts) else { continue }
            throw LayoutError(
                .unsupportedInput,
                "\(KubeRouter211Nft.name) cannot program the policy \(policy.namespace)/\(policy.name) because blocks of "
                    + "one rule overlap, '\(first)' and '\(second)', which a set of intervals refuses; give each address "
                    + "once a rule"
            )
        }
    }

    /// The first two different blocks that share an address.
    private func overlap(among blocks: [IPBlock]) -> (IPBlock, IPBlock)? {
        let sorted = Set(blocks).sorted { ($0.network, $0.prefixLength) < ($1.network, $1.prefixLength) }
        // Blocks nest or are apart, so that one that overlaps another overlaps its neighbour.
        return zip(sorted, sorted.dropFirst()).first { $0.contains($1.network) }
    }
}
