import Addressing
import Cluster
import Policy
import Rules

/// All that a policy allows, in the order in which kube-router from 0.2.1 on writes it, and the sets it needs.
struct PermissionList {
    private(set) var permissions: [Permission] = []
    /// Sets of single addresses, in the order of their making.
    private(set) var addressSets: [(name: String, addresses: [IPAddress])] = []
    /// Sets of ipBlocks.
    private(set) var blockSets: [(name: String, blocks: [ResolvedRule.Block])] = []
    private let names: SetNames
    private let family: IPFamily
    private let dialect: PolicyDialect

    /// What the rules of `directions` allow, whether or not the policy isolates in them.
    ///
    /// - Parameter names: the names of the policy's sets.
    init(
        _ policy: ResolvedPolicy,
        _ directions: [NetworkPolicy.Direction],
        names: SetNames,
        dialect: PolicyDialect
    ) {
        self.names = names
        family = policy.family
        self.dialect = dialect
        for direction in directions {
            for (index, rule) in policy.rules(direction).enumerated() {
                add(rule, at: index, direction)
            }
        }
    }

    private mutating func add(_ rule: ResolvedRule, at index: Int, _ direction: NetworkPolicy.Direction) {
        let ports = rule.numbers.map(Optional.some)
        if !rule.pods.isEmpty {
            let set = names.pods(direction, rule: index)
            addressSets.append((set, rule.pods.compactMap { $0.address(in: family) }))
            add(.pods, direction, set, ports)
            addNames(of: rule, at: index, .pods, direction, set)
            if rule.opensEveryPortToPods(in: dialect) { add(.pods, direction, set, [nil]) }
        }
        if rule.admitsAnyone {
            add(.anyone, direction, nil, ports)
            addNames(of: rule, at: index, .anyone, direction, nil)
            if rule.admitsAnyPort { add(.anyone, direction, nil, [nil]) }
        }
        if !rule.blocks.isEmpty {
            let set = names.blocks(direction, rule: index)
            blockSets.append((set, rule.blocks))
            add(.blocks, direction, set, ports)
            if direction == .ingress { addNames(of: rule, at: index, .blocks, direction, set) }
            if rule.admitsAnyPort { add(.blocks, direction, set, [nil]) }
        }
    }

    private mutating func add(
        _ peers: Permission.Peers,
        _ direction: NetworkPolicy.Direction,
        _ peerSet: String?,
        _ ports: [ResolvedPort?]
    ) {
        let targets = names.targets(direction)
        for port in ports {
            permissions.append(
                Permission(
                    direction: direction,
                    peers: peers,
                    sourceSet: direction == .ingress ? peerSet : targets,
                    destinationSet: direction == .ingress ? targets : peerSet,
                    port: port
                )
            )
        }
    }

    /// Ports by name: each number with a set of the destinations that have it, in place of the wider one.
    private mutating func addNames(
        of rule: ResolvedRule,
        at index: Int,
        _ peers: Permission.Peers,
        _ direction: NetworkPolicy.Direction,
        _ peerSet: String?
    ) {
        for (number, port) in rule.names.enumerated() {
            let set = port.holders.map { holders in
                let name = names.namedPort(direction, rule: index, number: number)
                if !addressSets.contains(where: { $0.name == name }) { addressSets.append((name, holders)) }
                return name
            }
            permissions.append(
                Permission(
                    direction: direction,
                    peers: peers,
                    sourceSet: direction == .ingress ? peerSet : names.targets(.egress),
                    destinationSet: set,
                    port: port,
                    isNamed: true
                )
            )
        }
    }
}

extension IPSet {
    /// A set of addresses as kube-router makes it, each address once.
    init(kubeRouter name: String, family: IPFamily = .ipv4, addresses: [IPAddress]) {
        self.init(name: name, kind: .hashIP, family: family, timeout: 0)
        var seen: Set<IPAddress> = []
        let distinct = addresses.filter { seen.insert($0).inserted }
        // If they do not fit the program never swaps the filled set in, and the set stays empty.
        if distinct.count <= maxEntries { entries = distinct.map { Entry(IPBlock($0)) } }
    }

    /// A set of blocks as kube-router from 0.2.1 on makes it: excepts as `nomatch` entries, a later entry in place of an equal one.
    init(kubeRouter name: String, family: IPFamily = .ipv4, blocks: [ResolvedRule.Block]) {
        self.init(name: name, kind: .hashNet, family: family, timeout: 0)
        for block in blocks {
            let own = block.block.setEntries.map { Entry($0) }
            for entry in own + block.except.flatMap(\.setEntries).map({ Entry($0, isException: true) }) {
                if let known = entries.firstIndex(where: { $0.block == entry.block }) {
                    entries[known] = entry
                } else {
                    entries.append(entry)
                }
            }
        }
    }
}
