package import Addressing
package import Cluster

/// Two addresses for a client that is not on the node under test: one that the policies let through, and one that they do not.
///
/// Outside the cluster where policies leave one there; else a pod's of another node, as whose the client then acts.
package struct ClientSources: Equatable, Sendable {
    /// Allowed to every endpoint.
    package var allowed: IPv4Address
    /// Denied at every endpoint.
    package var forbidden: IPv4Address

    package init(allowed: IPv4Address, forbidden: IPv4Address) {
        self.allowed = allowed
        self.forbidden = forbidden
    }

    /// The client's address in the seed's policy, taken wherever it is allowed.
    package static let preferred = IPv4Address(14, 215, 0, 2)

    /// Finds both for the local endpoints of a target.
    ///
    /// Outside the cluster only addresses at the edges of the policies' blocks and a few fixed ones are tried: between two
    /// edges the verdict is the same. With several dialects an address counts as allowed or forbidden if it is so in all of them. Throws if there is no local endpoint, or no address of one of the two sorts.
    package static func find(
        for target: ServiceTarget,
        backends: [TargetEndpoints.Backend],
        in cluster: ClusterModel,
        dialects: [PolicyDialect]
    ) throws(PolicyError) -> ClientSources {
        func refusal(_ cause: String, _ remedy: String) -> PolicyError {
            PolicyError("cannot find client addresses for \(target.reference): \(cause); \(remedy)")
        }
        guard !backends.isEmpty else {
            throw refusal("none of its endpoints is a pod on the node under test", "give another --target or --node")
        }
        let oracles = dialects.map { PolicyOracle(of: cluster, dialect: $0) }
        func isolating(_ backend: TargetEndpoints.Backend) -> [[NetworkPolicy]] {
            oracles.map { $0.selection.policies(isolating: backend.pod, .ingress) }
        }
        for backend in backends where isolating(backend).contains(where: \.isEmpty) {
            throw refusal(
                "no policy isolates its pod \(backend.pod.namespace)/\(backend.pod.name) for ingress",
                "give a --policy that selects it"
            )
        }
        let candidates = SourceCandidates(
            blocks: backends.flatMap(isolating).joined().flatMap(\.ingressBlocks),
            of: cluster,
            outside: backends[0].pod.nodeName
        )
        /// What each dialect says of each endpoint.
        func verdicts(from source: IPv4Address) -> [PolicyVerdict] {
            backends.flatMap { backend in
                let connection = Connection(
                    source: .address(.v4(source)),
                    destination: .pod(backend.pod),
                    port: backend.endpoint.port,
                    transport: target.port.transport
                )
                return oracles.map { $0.verdict(on: connection) }
            }
        }
        guard
            let allowed = candidates.inside.first(where: { verdicts(from: $0).allSatisfy(\.isAllowed) })
        else {
            throw refusal(
                "its policies allow no source outside the cluster and no pod of another node to port "
                    + "\(backends[0].endpoint.port) of all its pods",
                "give a --policy that opens that port, or another --target"
            )
        }
        guard
            // What a pod of another node may not send is dropped there, not here.
            let forbidden = candidates.beyond.first(where: { !verdicts(from: $0).contains(where: \.ingress.isAllowed) })
        else {
            throw refusal(
                "its policies forbid no source outside the cluster and no pod of another node at all its pods",
                "give a --policy that leaves some sources out, or another --target"
            )
        }
        return ClientSources(allowed: allowed, forbidden: forbidden)
    }
}

extension NetworkPolicy {
    /// The IPv4 blocks of all ingress rules, with their excepts.
    fileprivate var ingressBlocks: [SourceCandidates.Block] {
        (ingress ?? []).flatMap(\.peers).compactMap { peer in
            guard case .block(.v4(let block), let except) = peer else { return nil }
            return SourceCandidates.Block(
                block: block,
                except: except.compactMap { if case .v4(let except) = $0 { except } else { nil } }
            )
        }
    }
}
