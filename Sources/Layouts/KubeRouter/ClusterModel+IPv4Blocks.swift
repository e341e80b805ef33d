import Addressing
import Cluster

extension ClusterModel {
    /// Throws if a policy has an IPv6 block, which kube-router before 2.0.0 does not tell from an IPv4 one.
    ///
    /// 0.2.0 hands it to iptables, whose refusal ends the sync; later ones hand it to an IPv4 set, which then stays empty, and
    /// take ::/0 for all of IPv4.
    func requireIPv4Blocks(for program: String) throws(LayoutError) {
        for policy in policies {
            for case .block(.v6(let block), except: _) in ((policy.ingress ?? []) + (policy.egress ?? [])).flatMap(
                \.peers
            ) {
                throw LayoutError(
                    .unsupportedInput,
                    "\(program) cannot program the policy \(policy.namespace)/\(policy.name) because its ipBlock \(block) is "
                        + "IPv6, of which this version knows nothing: it takes every block for an IPv4 one; leave the block out"
                )
            }
        }
    }
}
