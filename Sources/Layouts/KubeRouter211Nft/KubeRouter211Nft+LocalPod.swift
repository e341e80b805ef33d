import Addressing
import Cluster
import Rules

extension KubeRouter211Nft {
    /// A pod of the node, with the chain that judges what it sends and receives.
    struct LocalPod {
        let address: IPAddress
        private let chainName: String
        /// How comments call the pod.
        private let title: String

        init(_ pod: Pod, address: IPAddress, version: String) {
            self.address = address
            chainName = "KUBE-POD-FW-" + NameHash.of(pod.namespace + pod.name + version)
            title = "\(pod.namespace)/\(pod.name)"
        }

        /// The base chains' jump for packets that have the pod at `end`.
        func jump(_ end: SetDirection) -> NftRule {
            jump(end, to: chainName, comment: KubeRouter211Nft.comment("\(title) \(end == .source ? "out" : "in")"))
        }

        /// The pod's chain: common verdicts, every policy that selects it, the defaults of the directions in which none
        /// isolates it, and the end of what nobody allowed.
        func chain(under policies: [ProgrammedPolicy]) -> NftChain {
            let own = policies.filter { $0.targets.contains(address) }
            let common = [
                NftRule(.counter(.zero), .verdict(.jump(Names.common)), comment: "common netpol rules"),
                NftRule(
                    .localAddress(.source),
                    match(.destination),
                    .counter(.zero),
                    .verdict(.accept),
                    comment: "from local node"
                ),
            ]
            return NftChain(
                name: chainName,
                comment: KubeRouter211Nft.comment("podfw \(title)"),
                rules: common + own.map { jump(to: $0) } + defaults(under: own) + ending
            )
        }

        /// A policy of both directions is asked whichever way a packet goes.
        private func jump(to policy: ProgrammedPolicy) -> NftRule {
            let comment = KubeRouter211Nft.comment("\(policy.title) policy")
            switch (policy.directions.contains(.ingress), policy.directions.contains(.egress)) {
            case (true, false): return jump(.destination, to: policy.chains[0].name, comment: comment)
            case (false, true): return jump(.source, to: policy.chains[0].name, comment: comment)
            default: return NftRule(.counter(.zero), .verdict(.jump(policy.chains[0].name)), comment: comment)
            }
        }

        private func defaults(under policies: [ProgrammedPolicy]) -> [NftRule] {
            let ends: [(NetworkPolicy.Direction, SetDirection, String)] = [
                (.egress, .source, "default egress"), (.ingress, .destination, "default ingress"),
            ]
            return ends.filter { end in !policies.contains { $0.directions.contains(end.0) } }.map {
                jump($0.1, to: Names.default, comment: $0.2)
            }
        }

        /// Logs and rejects what has no mark; what has it loses it for the next pod's chain and is known to have passed.
        private var ending: [NftRule] {
            let unmarked = NftStatement.mark(Negatable(MaskedMark(0, mask: Names.allowed)))
            return [
                NftRule(
                    unmarked,
                    .limit(rate: "10/minute", burst: 10),
                    .log(group: 100),
                    comment: KubeRouter211Nft.comment("\(title) log-drop")
                ),
                NftRule(unmarked, .counter(.zero), .reject, comment: KubeRouter211Nft.comment("\(title) reject")),
                NftRule(.setMark(.and, ~Names.allowed), comment: "clear netpol mark"),
                NftRule(.setMark(.or, Names.passed), comment: "set netpol-ok mark"),
            ]
        }

        private func jump(_ end: SetDirection, to chain: String, comment: String) -> NftRule {
            NftRule(match(end), .counter(.zero), .verdict(.jump(chain)), comment: comment)
        }

        private func match(_ end: SetDirection) -> NftStatement {
            .address(end, Negatable(.block(IPBlock(address))))
        }
    }
}
