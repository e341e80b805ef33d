package import Addressing

/// The NetworkPolicy controllers whose rules npbench can program; the raw value is the name in options and results.
package enum Controller: String, Sendable, CaseIterable {
    case kubeRouter020 = "kube-router-0.2.0"
    case kubeRouterTKE = "kube-router-tke"
    case kubeRouter211 = "kube-router-2.11"
    case kubeRouter211Nft = "kube-router-2.11-nft"
    case calicoIptables = "calico-iptables"

    /// Finds the controller called `name` (`--controller`).
    ///
    /// Throws a sentence that lists the known ones.
    package init(named name: String) throws(LayoutError) {
        guard let controller = Controller(rawValue: name) else {
            let known = Controller.allCases.map(\.rawValue).joined(separator: ", ")
            throw LayoutError(.unknownName, "no controller is called '\(name)'; choose one of: \(known)")
        }
        self = controller
    }

    /// The rules of this controller; `seed` decides what the real program takes from a clock.
    package func layout(seed: UInt64) -> any ControllerLayout {
        switch self {
        case .kubeRouter020: KubeRouter020(version: KubeRouter020.version(seed: seed))
        case .kubeRouterTKE: KubeRouterTKE(version: KubeRouter020.version(seed: seed))
        case .kubeRouter211: KubeRouter211(version: KubeRouter211.version(seed: seed))
        case .kubeRouter211Nft: KubeRouter211Nft(version: KubeRouter211Nft.version(seed: seed))
        case .calicoIptables: CalicoIptables()
        }
    }

    /// The rules of this controller for one family of addresses; `seed` as in `layout(seed:)`.
    ///
    /// Throws for IPv6 under a program that knows IPv4 only, or that npbench has modelled for IPv4 only.
    package func layout(seed: UInt64, family: IPFamily) throws(LayoutError) -> any ControllerLayout {
        guard family == .ipv6 else { return layout(seed: seed) }
        switch self {
        case .kubeRouter211: return KubeRouter211(version: KubeRouter211.version(seed: seed), family: family)
        case .kubeRouter211Nft: return KubeRouter211Nft(version: KubeRouter211Nft.version(seed: seed), family: family)
        case .kubeRouter020, .kubeRouterTKE, .calicoIptables:
            let known = [Controller.kubeRouter211, .kubeRouter211Nft].map(\.rawValue).joined(separator: " or ")
            let cause = self == .calicoIptables ? "npbench models it for IPv4 only" : "the program knows IPv4 only"
            throw LayoutError(.unavailable, "\(rawValue) has no IPv6 rules: \(cause); choose \(known)")
        }
    }

    /// Whether the rules are tables of nftables, for which `nft` is needed.
    package var usesNftables: Bool { self == .kubeRouter211Nft }
}
