import Addressing
import Cluster

extension CaseDraw {
    private enum PeerKind {
        case pods, namespaces, both, block
    }

    /// An element of `from` or `to`; blocks are laid around one of `ends`, the pods' addresses and the client's.
    mutating func peer(near ends: [IPv4Address]) -> NetworkPolicy.Peer {
        let kind: PeerKind = one(weighted: [(28, .pods), (24, .namespaces), (20, .both), (28, .block)])
        switch kind {
        case .pods:
            return .pods(podSelector: selector(from: CaseDraw.podLabels), namespaceSelector: nil)
        case .namespaces:
            return .pods(podSelector: nil, namespaceSelector: selector(from: CaseDraw.namespaceLabels))
        case .both:
            return .pods(
                podSelector: selector(from: CaseDraw.podLabels),
                namespaceSelector: selector(from: CaseDraw.namespaceLabels)
            )
        case .block:
            return block(near: ends)
        }
    }

    /// A selector over the keys: an empty one, labels, expressions, or both.
    mutating func selector(from keys: [LabelKey]) -> LabelSelector {
        let (labels, expressions) = one(weighted: [
            (20, (0, 0)), (25, (1, 0)), (5, (2, 0)), (30, (0, 1)), (8, (0, 2)), (12, (1, 1)),
        ])
        var selector = LabelSelector()
        for (key, values) in some(labels, of: keys) { selector.matchLabels[key] = one(of: values) }
        selector.matchExpressions = (0..<expressions).map { _ in requirement(from: keys) }
        return selector
    }

    /// A requirement with each of the four operators.
    ///
    /// Rarely the key or a value is one that no object has: then NotIn and DoesNotExist hold for all.
    private mutating func requirement(from keys: [LabelKey]) -> LabelSelector.Requirement {
        let (known, values) = one(of: keys)
        let key = chance(5) ? "nobody" : known
        let test = one(of: LabelSelector.Requirement.Operator.allCases)
        let count = number(in: 1...2)
        let chosen = some(count, of: chance(10) ? values + ["nothing"] : values)
        switch test {
        case .in, .notIn: return .init(key: key, operator: test, values: chosen)
        case .exists, .doesNotExist: return .init(key: key, operator: test)
        }
    }

    /// A block around an end, from the end alone up to all addresses, or one that holds no end; some with excepts.
    private mutating func block(near ends: [IPv4Address]) -> NetworkPolicy.Peer {
        if chance(6) { return .block(.v4(CIDR(IPv4Address(192, 0, 2, 0), prefixLength: 24)), except: []) }
        let block = IPv4CIDR(one(of: ends), prefixLength: one(of: [0, 8, 16, 24, 26, 28, 30, 31, 32]))
        guard chance(60) else { return .block(.v4(block), except: []) }
        let inside = ends.filter(block.contains)
        let excepts = (0..<number(in: 1...2)).compactMap { _ -> IPBlock? in
            // One draw whatever the count, so that the decisions after it do not depend on where the pods are.
            let end = inside[number(in: 0...999) % inside.count]
            let lengths = [16, 24, 28, 30, 31, 32].filter { $0 > block.prefixLength }
            return lengths.isEmpty ? nil : .v4(CIDR(end, prefixLength: one(of: lengths)))
        }
        return .block(.v4(block), except: excepts)
    }
}
