/// One ingress rule (with `from`) or egress rule (with `to`) of a NetworkPolicy as manifests have it.
struct PolicyRuleManifest: Codable {
    var from: [PolicyPeerManifest]?
    var ports: [PolicyPortManifest]?
    var to: [PolicyPeerManifest]?

    enum CodingKeys: CodingKey {
        case from, ports, to
    }

    init(_ rule: NetworkPolicy.Rule, _ direction: NetworkPolicy.Direction) {
        let peers = rule.peers.isEmpty ? nil : rule.peers.map(PolicyPeerManifest.init)
        switch direction {
        case .ingress: from = peers
        case .egress: to = peers
        }
        ports = rule.ports.isEmpty ? nil : rule.ports.map(PolicyPortManifest.init)
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        from = try container.decodeIfPresent([PolicyPeerManifest].self, forKey: .from)
        ports = try container.decodeIfPresent([PolicyPortManifest].self, forKey: .ports)
        to = try container.decodeIfPresent([PolicyPeerManifest].self, forKey: .to)
    }

    var rule: NetworkPolicy.Rule {
        NetworkPolicy.Rule(peers: (from ?? to ?? []).map(\.peer), ports: (ports ?? []).map(\.policyPort))
    }

    /// The first CIDR with bits beyond its prefix, and the way to it from here.
    var unmasked: (path: [any CodingKey], field: PolicyBlockField)? {
        for (peers, key) in [(from, CodingKeys.from), (to, CodingKeys.to)] {
            for (index, peer) in (peers ?? []).enumerated() {
                guard let (path, field) = peer.ipBlock?.unmasked else { continue }
                return ([key, ListPlace(index), PolicyPeerManifest.CodingKeys.ipBlock] + path, field)
            }
        }
        return nil
    }
}
