import Addressing
import Cluster
import Policy
import Rules

extension KubeRouter211Nft {
    /// A policy as the program writes it: its chains, its sets, and the pods that it selects.
    struct ProgrammedPolicy {
        let directions: Set<NetworkPolicy.Direction>
        /// The addresses of all selected pods of the cluster.
        let targets: Set<IPAddress>
        /// The policy's own chain, then one for each rule whose blocks have excepts.
        private(set) var chains: [NftChain]
        /// In the order of their creation.
        private(set) var sets: [NftSet] = []
        /// Which rules of the policy's own chain allow ingress, or lead to rules that do.
        private(set) var ingressRules: [Int] = []
        private let dialect: PolicyDialect
        private let names: PolicyNames
        private var family: IPFamily { names.family }

        /// `namespace/name`, as comments have it.
        var title: String { names.title }

        init(_ policy: ResolvedPolicy, dialect: PolicyDialect, version: String) {
            self.dialect = dialect
            let names = PolicyNames(namespace: policy.policy.namespace, name: policy.policy.name, family: policy.family)
            self.names = names
            directions = policy.directions
            let addresses = policy.targetAddresses
            targets = Set(addresses)
            let comment = KubeRouter211Nft.comment("netpol \(names.title)")
            chains = [NftChain(name: names.chain(version: version), comment: comment)]
            for direction in [NetworkPolicy.Direction.ingress, .egress] where directions.contains(direction) {
                add(.netpol(names.targetSet(direction), family, of: addresses))
                for (index, rule) in policy.rules(direction).enumerated() {
                    append(rule, at: RulePlace(direction: direction, index: index))
                }
            }
        }

        /// Appends what one rule allows: first pods, then anyone, then blocks.
        private mutating func append(_ rule: ResolvedRule, at place: RulePlace) {
            if !rule.pods.isEmpty {
                let name = names.peerPodSet(place)
                add(.netpol(name, family, of: rule.pods.compactMap { $0.address(in: family) }))
                allow(place, "pods", peer: name, rule)
                if rule.opensEveryPortToPods(in: dialect) { allow(place, "pods", peer: name, match: nil) }
            }
            if rule.admitsAnyone {
                allow(place, "any", peer: nil, rule)
                if rule.admitsAnyPort { allow(place, "any", peer: nil, match: nil) }
            }
            appendBlocks(of: rule, at: place)
        }

        private mutating func appendBlocks(of rule: ResolvedRule, at place: RulePlace) {
            let blocks = rule.blocks.flatMap(\.block.setEntries)
            let excepts = rule.blocks.flatMap(\.except).flatMap(\.setEntries)
            guard !blocks.isEmpty else { return }
            let name = names.blockSet(place)
            add(.netpol(name, family, of: blocks, comment: "netpol ipblock set"))
            var chain = 0
            if !excepts.isEmpty {
                add(.netpol(names.exceptSet(place), family, of: excepts, comment: "netpol ipblock except set"))
                chain = addExceptChain(place)
            }
            allow(place, "cidr", peer: name, rule, in: chain)
            if rule.admitsAnyPort { allow(place, "cidr", peer: name, match: nil, in: chain) }
        }

        /// Adds a chain that returns for excepts, so that later rules still have their say, and a jump to it.
        private mutating func addExceptChain(_ place: RulePlace) -> Int {
            let peerEnd: SetDirection = place.direction == .ingress ? .source : .destination
            let skip = NftRule(
                .address(peerEnd, Negatable(.set(names.exceptSet(place), family: family))),
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

        /// Allows a peer, or anyone, on each port of `rule`.
        ///
        /// Names have no rule for the blocks of an egress rule, and no set where egress goes to anyone: the number alone counts.
        private mutating func allow(
            _ place: RulePlace,
            _ kind: String,
            peer: String?,
            _ rule: ResolvedRule,
            in chain: Int = 0
        ) {
            for port in rule.numbers { allow(place, kind, peer: peer, match: port.nftMatch, in: chain) }
            guard place.direction == .ingress || kind != "cidr" else { return }
            for (index, port) in rule.names.enumerated() {
                var destination: String?
                if let holders = port.holders {
                    let name = names.namedPortSet(place, index)
                    add(.netpol(name, family, of: holders))
                    destination = name
                }
                let source = place.direction == .ingress ? peer : names.targetSet(.egress)
                append(
                    allowing(place, "\(kind) np", from: source, to: destination, port.nftMatch),
                    place,
                    in: chain
                )
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
            append(allowing(place, kind, from: source, to: destination, match), place, in: chain)
        }

        /// A rule that marks what the sets and `match` hold for, and ends the policy's chain for it.
        private func allowing(
            _ place: RulePlace,
            _ kind: String,
            from source: String?,
            to destination: String?,
            _ match: NftStatement?
        ) -> NftRule {
            let statements: [NftStatement?] = [
                source.map { NftStatement.address(.source, Negatable(.set($0, family: family))) },
                destination.map { NftStatement.address(.destination, Negatable(.set($0, family: family))) },
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

extension ResolvedPort {
    /// The match of the port, of the range, or of every port of the protocol.
    fileprivate var nftMatch: NftStatement {
        guard let first else { return .transport(Transport(transport)) }
        // An end below the port is passed over.
        return .destinationPort(Transport(transport), PortRange(lower: first, upper: max(first, last ?? first)))
    }
}
