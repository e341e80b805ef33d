import Addressing
import Cluster
import Policy
import Rules

extension KubeRouter211Nft {
    /// A policy as the program writes it: its chains, its sets, and the pods that it selects.
    struct ProgrammedPolicy {
        let directions: Set<NetworkPolicy.Direction>
        /// The addresses of all selected pods of the cluster.
        let targets: Set<IPv4Address>
        /// The policy's own chain, then one for each rule whose blocks have excepts.
        private(set) var chains: [NftChain]
        /// In the order of their creation.
        private(set) var sets: [NftSet] = []
        /// Which rules of the policy's own chain allow ingress, or lead to rules that do.
        private(set) var ingressRules: [Int] = []
        private let policy: NetworkPolicy
        private let names: PolicyNames

        /// `namespace/name`, as comments have it.
        var title: String { names.title }

        init(_ policy: NetworkPolicy, among selection: PolicySelection, version: String) {
            self.policy = policy
            let names = PolicyNames(namespace: policy.namespace, name: policy.name)
            self.names = names
            directions = selection.dialect.directions(of: policy)
            let pods = selection.pods(selectedBy: policy)
            let addresses = pods.compactMap(\.address)
            targets = Set(addresses)
            let comment = KubeRouter211Nft.comment("netpol \(names.title)")
            chains = [NftChain(name: names.chain(version: version), comment: comment)]
            for direction in [NetworkPolicy.Direction.ingress, .egress] where directions.contains(direction) {
                add(.netpol(names.targetSet(direction), of: addresses))
                let rules = direction == .ingress ? policy.ingress : policy.egress
                for (index, rule) in (rules ?? []).enumerated() {
                    append(rule, at: RulePlace(direction: direction, index: index), pods, among: selection)
                }
            }
        }

        /// Appends what one rule allows: first pods, then anyone, then blocks.
        private mutating func append(
            _ rule: NetworkPolicy.Rule,
            at place: RulePlace,
            _ targets: [Pod],
            among selection: PolicySelection
        ) {
            let peers = rule.peers.flatMap { selection.pods(selectedBy: $0, of: policy) }
            let ports = PolicyPorts(rule.ports, namedBy: namingPods(of: rule, at: place, targets, peers, selection))
            if !peers.isEmpty {
                let name = names.peerPodSet(place)
                add(.netpol(name, of: peers.compactMap(\.address)))
                allow(place, "pods", peer: name, ports)
                // Also for names that no pod has: the program then sees no ports at all, and allows all of them.
                if ports.numeric.isEmpty, ports.named.isEmpty { allow(place, "pods", peer: name, match: nil) }
            }
            if rule.peers.isEmpty {
                allow(place, "any", peer: nil, ports)
                if rule.ports.isEmpty { allow(place, "any", peer: nil, match: nil) }
            }
            appendBlocks(of: rule, at: place, ports)
        }

        /// The pods among which the names of a rule's ports are looked up: those that connections go to.
        private func namingPods(
            of rule: NetworkPolicy.Rule,
            at place: RulePlace,
            _ targets: [Pod],
            _ peers: [Pod],
            _ selection: PolicySelection
        ) -> [Pod] {
            switch place.direction {
            case .ingress: return targets
            case .egress where !rule.peers.isEmpty: return peers
            case .egress:
                let everyPod = NetworkPolicy.Peer.pods(podSelector: LabelSelector(), namespaceSelector: nil)
                return selection.pods(selectedBy: everyPod, of: policy)
            }
        }

        private mutating func appendBlocks(of rule: NetworkPolicy.Rule, at place: RulePlace, _ ports: PolicyPorts) {
            var blocks: [IPv4CIDR] = []
            var excepts: [IPv4CIDR] = []
            for case .block(let block, let except) in rule.peers {
                blocks += block.halves
                excepts += except.flatMap(\.halves)
            }
            guard !blocks.isEmpty else { return }
            let name = names.blockSet(place)
            add(.netpol(name, of: blocks, comment: "netpol ipblock set"))
            var chain = 0
            if !excepts.isEmpty {
                add(.netpol(names.exceptSet(place), of: excepts, comment: "netpol ipblock except set"))
                chain = addExceptChain(place)
            }
            allow(place, "cidr", peer: name, ports, in: chain)
            if rule.ports.isEmpty { allow(place, "cidr", peer: name, match: nil, in: chain) }
        }

        /// Adds a chain that returns for excepts, so that later rules still have their say, and a jump to it.
        private mutating func addExceptChain(_ place: RulePlace) -> Int {
            let peerEnd: SetDirection = place.direction == .ingress ? .source : .destination
            let skip = NftRule(
                .address(peerEnd, Negatable(.set(names.exceptSet(place)))),
                .counter(.zero),
                .verdict(.return),
                comment: KubeRouter211Nft.comment("\(title) except-\(peerEnd.rawValue)")
            )
            let name = names.exceptChain(place)
            chains.append(NftChain(name: name, rules: [skip]))
            let jump = NftRule(
                .counter(.zero),
                .verdict(.jump(name)),
                comment: KubeRouter211Nft.comment("\(title) ipblock")
            )
            append(jump, place, in: 0)
            return chains.count - 1
        }

        /// Allows a peer, or anyone, on each of `ports`.
        ///
        /// Names have no rule for the blocks of an egress rule, and no set where egress goes to anyone: the number alone counts.
        private mutating func allow(
            _ place: RulePlace,
            _ kind: String,
            peer: String?,
            _ ports: PolicyPorts,
            in chain: Int = 0
        ) {
            for match in ports.numeric { allow(place, kind, peer: peer, match: match, in: chain) }
            guard place.direction == .ingress || kind != "cidr" else { return }
            for (index, port) in ports.named.enumerated() {
                var destination: String?
                if place.direction == .ingress || peer != nil {
                    let name = names.namedPortSet(place, index)
                    add(.netpol(name, of: port.addresses))
                    destination = name
                }
                let source = place.direction == .ingress ? peer : names.targetSet(.egress)
                append(rule(place, "\(kind) np", from: source, to: destination, port.match), place, in: chain)
            }
        }

        /// Allows a peer, or anyone, where `match` holds.
        private mutating func allow(
            _ place: RulePlace,
            _ kind: String,
            peer: String?,
            match: NftStatement?,
            in chain: Int = 0
        ) {
            let target = names.targetSet(place.direction)
            let isIngress = place.direction == .ingress
            let (source, destination) = (isIngress ? peer : target, isIngress ? target : peer)
            append(rule(place, kind, from: source, to: destination, match), place, in: chain)
        }

        /// A rule that marks what the sets and `match` hold for, and ends the policy's chain for it.
        private func rule(
            _ place: RulePlace,
            _ kind: String,
            from source: String?,
            to destination: String?,
            _ match: NftStatement?
        ) -> NftRule {
            let statements: [NftStatement?] = [
                source.map { NftStatement.address(.source, Negatable(.set($0))) },
                destination.map { NftStatement.address(.destination, Negatable(.set($0))) },
                match,
                .counter(.zero),
                .setMark(.or, Names.allowed),
                .verdict(.return),
            ]
            let direction = place.direction.rawValue.lowercased()
            return NftRule(
                statements: statements.compactMap(\.self),
                comment: KubeRouter211Nft.comment("\(title) \(direction) \(kind)")
            )
        }

        private mutating func append(_ rule: NftRule, _ place: RulePlace, in chain: Int) {
            if place.direction == .ingress, chain == 0 { ingressRules.append(chains[0].rules.count) }
            chains[chain].rules.append(rule)
        }

        /// Adds a set, once: pods and blocks of one rule share those of its port names.
        private mutating func add(_ set: NftSet) {
            guard !sets.contains(where: { $0.name == set.name }) else { return }
            sets.append(set)
        }
    }
}

extension IPv4CIDR {
    /// The block itself; its two halves if it holds every address, which kube-router splits for the sake of ipset.
    fileprivate var halves: [IPv4CIDR] {
        guard prefixLength == 0 else { return [self] }
        return [IPv4Address(0, 0, 0, 0), IPv4Address(128, 0, 0, 0)].map { IPv4CIDR($0, prefixLength: 1) }
    }
}
