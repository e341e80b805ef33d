import Addressing

/// One element of `from` or `to` of a NetworkPolicy as manifests have it.
struct PolicyPeerManifest: Codable {
    struct Block: Codable {
        var cidr: BlockField
        var except: [BlockField]?
    }

    var ipBlock: Block?
    var namespaceSelector: SelectorManifest?
    var podSelector: SelectorManifest?

    init(_ peer: NetworkPolicy.Peer) {
        switch peer {
        case .block(let block, let except):
            ipBlock = Block(cidr: BlockField(block), except: except.isEmpty ? nil : except.map(BlockField.init))
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
        guard hasSelector || ipBlock != nil else {
            throw decoder.fault("expected a peer (podSelector, namespaceSelector or ipBlock), found an empty one")
        }
        guard !hasSelector || ipBlock == nil else {
            throw decoder.fault("expected either selectors or an ipBlock, found both", at: CodingKeys.ipBlock)
        }
    }

    /// Nil for an IPv6 block, which no IPv4 address is in.
    var peer: NetworkPolicy.Peer? {
        guard let ipBlock else {
            return .pods(podSelector: podSelector?.selector, namespaceSelector: namespaceSelector?.selector)
        }
        return ipBlock.cidr.block.map { .block($0, except: (ipBlock.except ?? []).compactMap(\.block)) }
    }
}

extension PolicyPeerManifest.Block {
    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        cidr = try container.decode(BlockField.self, forKey: .cidr)
        except = try container.decodeIfPresent([BlockField].self, forKey: .except)
        guard let block = cidr.block else { return }
        for except in except ?? [] {
            guard let inner = except.block, block.contains(inner), inner != block else {
                let found = except.block?.description ?? "an IPv6 block"
                throw decoder.fault("expected blocks inside \(block), found \(found)", at: CodingKeys.except)
            }
        }
    }
}
