package import Cluster

/// A case: a small world, and steps that change it and probe who reaches whom.
package struct ConformanceCase: Equatable, Sendable {
    /// Where a case comes from.
    package enum Origin: String, Sendable, CaseIterable {
        /// One of the 25 of Kubernetes' end-to-end tests that the seed's table lists.
        case upstream
        /// Added to those tests later.
        case later
        /// An example policy of the published experiment.
        case example
    }

    /// The title as upstream names it, without its `[Feature:NetworkPolicy]`.
    package var name: String
    package var origin: Origin
    package var namespaces: [Namespace]
    /// What runs before the first step.
    package var pods: [CasePod]
    package var steps: [CaseStep]

    package init(
        name: String,
        origin: Origin,
        namespaces: [Namespace],
        pods: [CasePod],
        steps: [CaseStep]
    ) {
        self.name = name
        self.origin = origin
        self.namespaces = namespaces
        self.pods = pods
        self.steps = steps
    }

    package var probes: [CaseProbe] { steps.flatMap(\.probes) }

    /// Whether something changes after policies were first enforced.
    package var isDynamic: Bool {
        guard let first = steps.firstIndex(where: \.changesPolicy) else { return false }
        return steps[(first + 1)...].contains { !$0.changes.isEmpty }
    }
}

extension ConformanceCase {
    /// Every case, the 25 of the seed's table first and in its order.
    package static let all = upstream + later + examples

    /// The 25 cases of Kubernetes' release 1.18 (test/e2e/network/network_policy.go).
    package static let upstream = ingressCases + updateCases + combinedCases

    /// A case on upstream's fixture: a server in `nsa`, and two probes before anything else that show it is up.
    static func onFixture(
        _ name: String,
        origin: Origin = .upstream,
        _ steps: CaseStep...
    ) -> ConformanceCase {
        let baseline = CaseStep(probes: [
            .ok("nsa/client-can-connect-80", "nsa/server", 80), .ok("nsa/client-can-connect-81", "nsa/server", 81),
        ])
        return ConformanceCase(
            name: name,
            origin: origin,
            namespaces: [
                Namespace(name: "nsa"), Namespace(name: "nsb", labels: ["ns-name": "network-policy-b"]),
                Namespace(name: "nsc", labels: ["ns-name": "network-policy-c"]),
            ],
            pods: [.server("nsa/server")],
            steps: [baseline] + steps
        )
    }
}
