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

    /// Whether the rules are tables of nftables, for which `nft` is needed.
    package var usesNftables: Bool { self == .kubeRouter211Nft }
}
