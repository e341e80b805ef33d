import Addressing
import Cluster

extension KubeRouter211Nft {
    /// A rule of a policy, counted from 0.
    struct RulePlace {
        var direction: NetworkPolicy.Direction
        var index: Int
    }

    /// The names of a policy's chains and sets: prefixes and hashes (kube-router `npc_nftables.go` at v2.11.1).
    struct PolicyNames {
        let namespace: String
        let name: String
        let family: IPFamily

        /// `namespace/name`, as comments have it.
        var title: String { "\(namespace)/\(name)" }

        func chain(version: String) -> String {
            "KUBE-NWPLCY-" + NameHash.of(namespace + name + version + family.title)
        }

        /// The set of the selected pods, as destinations of ingress or sources of egress.
        func targetSet(_ direction: NetworkPolicy.Direction) -> String { sets.targets(direction) }

        /// The set of the pods at the other end of a rule.
        func peerPodSet(_ place: RulePlace) -> String { sets.pods(place.direction, rule: place.index) }

        /// The set of the blocks at the other end of a rule.
        func blockSet(_ place: RulePlace) -> String { sets.blocks(place.direction, rule: place.index) }

        /// The set of what is taken out of those blocks.
        func exceptSet(_ place: RulePlace) -> String { sets.excepts(place.direction, rule: place.index) }

        /// The chain that asks for excepts before it allows blocks.
        func exceptChain(_ place: RulePlace) -> String {
            "KUBE-NWPLCY-" + sets.hash(place.direction, "\(place.index)", "ipblockchain")
        }

        /// The set of the pods that have the `index`th meaning of the rule's port names.
        func namedPortSet(_ place: RulePlace, _ index: Int) -> String {
            sets.namedPort(place.direction, rule: place.index, number: index)
        }

        private var sets: SetNames { SetNames(namespace: namespace, policy: name, family: family.title) }
    }
}
