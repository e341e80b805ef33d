import Addressing

/// One element of `from` or `to` of a NetworkPolicy as manifests have it.
struct PolicyPeerManifest: Codable {
    struct Block: Codable {
        var cidr: PolicyBlockField
        var except: [PolicyBlockField]?
    }

    var ipBlock: Block?
    var namespaceSelector: SelectorManifest?
    var podSelector: SelectorManifest?

    enum CodingKeys: CodingKey {
        case ipBlock, namespaceSelector, podSelector
    }

    init(_ peer: NetworkPolicy.Peer) {
        switch peer {
        case .block(let block, let except):
            ipBlock = Block(
                cidr: PolicyBlockField(block),
                except: except.isEmpty ? nil : except.map(PolicyBlockField.init)
            )
        case .pods(let podSelector, let namespaceSelector):
            self.namespaceSelector = namespaceSelector.map(SelectorManifest.init)
            self.podSelector = podSelector.map(SelectorManifest.init)
        }
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        ipBlock = try container.decodeIfPresent(Block.self, forKey: .ipBlock)
        namespaceSelector = try container.decodeIfPresent(SelectorManifest.self, forKey: .namespaceSelector)
        podSelector = try container.decodeIfPresent(SelectorManifest.self, forKey: .podSelector)
        let hasSelector = namespaceSelector != nil || podSelector != nil
        guard hasSelector || ipBlock != nil else { throw decoder.refusal(.required(detail: "must specify a peer")) }
        guard !hasSelector || ipBlock == nil else {
            throw decoder.refusal(.forbidden(detail: "may not specify both ipBlock and another peer"))
        }
    }

    var peer: NetworkPolicy.Peer {
        guard let ipBlock else {
            return .pods(podSelector: podSelector?.selector, namespaceSelector: namespaceSelector?.selector)
        }
        return .block(ipBlock.cidr.text.block, except: (ipBlock.except ?? []).map(\.text.block))
    }
}

extension PolicyPeerManifest.Block {
    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard try container.decodeIfPresent(String.self, forKey: .cidr)?.isEmpty == false else {
            throw decoder.refusal(.required(detail: ""), at: CodingKeys.cidr)
        }
        cidr = try container.decode(PolicyBlockField.self, forKey: .cidr)
        except = try container.decodeIfPresent([PolicyBlockField].self, forKey: .except)
        for (index, except) in (except ?? []).enumerated() where !cidr.text.isStrictlyWider(than: except.text) {
            throw decoder.refusal(
                .invalid(value: except.source, detail: "must be a strict subset of `cidr`"),
                at: CodingKeys.except,
                ListPlace(index)
            )
        }
    }

    /// The first CIDR with bits beyond its prefix, and the way to it from here.
    var unmasked: (path: [any CodingKey], field: PolicyBlockField)? {
        if cidr.text.hasHostBits { return ([CodingKeys.cidr], cidr) }
        guard let index = except?.firstIndex(where: \.text.hasHostBits), let except else { return nil }
        return ([CodingKeys.except, ListPlace(index)], except[index])
    }
}
