import Addressing
import Cluster

extension NetworkPolicy {
    /// The policy with other peers in the place of each ipBlock, ingress before egress and in their order.
    func mapBlocks(_ body: (IPBlock, [IPBlock]) -> [Peer]) -> NetworkPolicy {
        func mapped(_ rules: [Rule]?) -> [Rule]? {
            rules?.map { rule in
                var rule = rule
                rule.peers = rule.peers.flatMap { peer -> [Peer] in
                    guard case .block(let block, let except) = peer else { return [peer] }
                    return body(block, except)
                }
                return rule
            }
        }
        var policy = self
        policy.ingress = mapped(ingress)
        policy.egress = mapped(egress)
        return policy
    }
}
