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

        /// `namespace/name`, as comments have it.
        var title: String { "\(namespace)/\(name)" }

        func chain(version: String) -> String {
            "KUBE-NWPLCY-" + NameHash.of(namespace + name + version + "IPv4")
        }

        /// The set of the selected pods, as destinations of ingress or sources of egress.
        func targetSet(_ direction: NetworkPolicy.Direction) -> String {
            (direction == .ingress ? "KUBE-DST-" : "KUBE-SRC-") + NameHash.of(namespace + name + "IPv4")
        }

        /// The set of the pods at the other end of a rule.
        func peerPodSet(_ place: RulePlace) -> String { peerPrefix(place) + hash(place, suffix: "pod") }

        /// The set of the blocks at the other end of a rule.
        func blockSet(_ place: RulePlace) -> String { peerPrefix(place) + hash(place, suffix: "ipblock") }

        /// The set of what is taken out of those blocks.
        func exceptSet(_ place: RulePlace) -> String { peerPrefix(place) + hash(place, suffix: "ipblockexcept") }

        /// The chain that asks for excepts before it allows blocks.
        func exceptChain(_ place: RulePlace) -> String { "KUBE-NWPLCY-" + hash(place, suffix: "ipblockchain") }

        /// The set of the pods that have the `index`th meaning of the rule's port names.
        func namedPortSet(_ place: RulePlace, _ index: Int) -> String {
            "KUBE-DST-" + hash(place, index: "\(index)", suffix: "namedport")
        }

        private func peerPrefix(_ place: RulePlace) -> String {
            place.direction == .ingress ? "KUBE-SRC-" : "KUBE-DST-"
        }

        private func hash(_ place: RulePlace, index: String = "", suffix: String) -> String {
            let rule = "\(place.direction.rawValue.lowercased())rule\(place.index)"
            return NameHash.of(namespace + name + rule + index + "IPv4" + suffix)
        }
    }
}
