import Addressing
import Cluster
import Policy
import Rules

/// One allowing rule of a Calico policy: a peer and the ports of one protocol (felix v3.20.5, `ProtoRuleToIptablesRules`).
struct CalicoPolicyRule {
    private(set) var rules: [CalicoRule] = []
    private(set) var sets: [IPSet] = []
    /// Whether blocks of rules already stand in front, which leave their result in `CalicoMark.allBlocks`.
    private var usesBlocks = false

    /// `peer` is nil for anybody, `transport` for any protocol; without `ports` all of the protocol's are meant.
    init(
        _ direction: NetworkPolicy.Direction,
        _ peer: NetworkPolicy.Peer?,
        _ transport: ServiceProtocol?,
        _ ports: [NetworkPolicy.Port],
        in policy: NetworkPolicy,
        among selection: PolicySelection
    ) {
        let isIngress = direction == .ingress
        let selected = peer.map { selection.pods(selectedBy: $0, of: policy) }
        var splits = Self.splits(ports)
        var named = ports.compactMap { port -> String? in
            guard case .name(let name) = port.number else { return nil }
            // Whose port it is: the destination's, which an egress rule's peer selects and an ingress rule leaves open.
            let isAnyone = isIngress || peer == nil || peer?.isBlock == true
            let holders = isAnyone ? selection.everyPod : selected ?? []
            let owner = isAnyone ? "all()" : CalicoSelector.text(of: peer, in: policy)
            return portSet(name, port.transport, holders, owner)
        }
        let protocolMatch = transport.map { [CalicoMatch.protocolName(Transport($0))] } ?? []
        // One rule has room for one list of ports or one set of named ones; more are a block of rules.
        if splits.count + named.count > 1 {
            beginBlocks(with: 0)
            rules += splits.map {
                CalicoRule(
                    matches: protocolMatch + [.destinationPorts($0)],
                    action: .setMark(CalicoMark.allBlocks)
                )
            }
            rules += named.map { CalicoRule(.destinationPortSet($0), action: .setMark(CalicoMark.allBlocks)) }
            (splits, named) = ([], [])
        }
        var peerMatch: [CalicoMatch] = []
        switch peer {
        case nil: break
        case .block(let block, let except):
            peerMatch = [isIngress ? .source(block) : .destination(block)]
            if !except.isEmpty {
                beginBlocks(with: CalicoMark.allBlocks)
                rules += except.map {
                    CalicoRule(isIngress ? .source($0) : .destination($0), action: .clearMark(CalicoMark.allBlocks))
                }
            }
        case .pods:
            let set = selectorSet(CalicoSelector.text(of: peer, in: policy), selected ?? [])
            peerMatch = [isIngress ? .sourceSet(set) : .destinationSet(set)]
        }
        let portMatch = splits.map(CalicoMatch.destinationPorts) + named.map(CalicoMatch.destinationPortSet)
        let blockMatch = usesBlocks ? [CalicoMatch.markSet(CalicoMark.allBlocks)] : []
        rules += [
            CalicoRule(
                matches: protocolMatch + peerMatch + portMatch + blockMatch,
                action: .setMark(CalicoMark.accept)
            ), CalicoRule(.markSet(CalicoMark.accept), action: .return),
        ]
    }

    private mutating func beginBlocks(with mark: UInt32) {
        guard !usesBlocks else { return }
        usesBlocks = true
        rules.append(
            CalicoRule(action: .setMaskedMark(mark, mask: CalicoMark.allBlocks | CalicoMark.thisBlock))
        )
    }

    /// The numbers in lists that a multiport match takes: 15 places, a range takes two.
    private static func splits(_ ports: [NetworkPolicy.Port]) -> [[PortRange]] {
        var splits: [[PortRange]] = []
        var places = 0
        for port in ports {
            guard case .number(let first, let through) = port.number else { continue }
            let range = PortRange(lower: first, upper: max(first, through ?? first))
            let needed = range.lower == range.upper ? 1 : 2
            if places < needed {
                splits.append([])
                places = 15
            }
            splits[splits.count - 1].append(range)
            places -= needed
        }
        return splits
    }

    private mutating func selectorSet(_ selector: String, _ pods: [Pod]) -> String {
        let addresses = pods.compactMap { $0.address(in: .ipv4) }
        return add(
            IPSet(
                name: CalicoName.set("s", selector),
                kind: .hashNet,
                maxEntries: 1_048_576,
                entries: Self.distinct(addresses.map { IPSet.Entry(IPBlock($0)) })
            )
        )
    }

    private mutating func portSet(_ name: String, _ transport: ServiceProtocol, _ pods: [Pod], _ owner: String)
        -> String
    {
        let entries = pods.flatMap { pod in
            pod.ports.filter { $0.name == name && $0.transport == transport }.compactMap { port in
                pod.address(in: .ipv4).map {
                    IPSet.Entry(IPBlock($0), port: IPSet.Port(Transport(transport), port.number))
                }
            }
        }
        return add(
            IPSet(
                name: CalicoName.set("n", "\(owner),\(transport.rawValue.lowercased()),\(name)"),
                kind: .hashIPPort,
                maxEntries: 1_048_576,
                entries: Self.distinct(entries)
            )
        )
    }

    private mutating func add(_ set: IPSet) -> String {
        if !sets.contains(where: { $0.name == set.name }) { sets.append(set) }
        return set.name
    }

    private static func distinct(_ entries: [IPSet.Entry]) -> [IPSet.Entry] {
        var seen: Set<IPSet.Entry> = []
        return entries.filter { seen.insert($0).inserted }
    }
}

extension NetworkPolicy.Peer {
    fileprivate var isBlock: Bool {
        if case .block = self { true } else { false }
    }
}
