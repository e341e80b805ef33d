/// The service proxies whose rules npbench can program; the raw value is the name in options and results.
package enum ServiceProxy: String, Sendable, CaseIterable {
    case kubeProxyIptables110 = "kube-proxy-iptables-1.10"
    case kubeProxyIptables136 = "kube-proxy-iptables-1.36"
    case kubeProxyNftables136 = "kube-proxy-nftables-1.36"
    case kubeProxyIPVS136 = "kube-proxy-ipvs-1.36"

    /// Finds the proxy called `name` (`--service-proxy`).
    ///
    /// Throws a sentence that lists the known ones.
    package init(named name: String) throws(LayoutError) {
        guard let proxy = ServiceProxy(rawValue: name) else {
            let known = ServiceProxy.allCases.map(\.rawValue).joined(separator: ", ")
            throw LayoutError(.unknownName, "no service proxy is called '\(name)'; choose one of: \(known)")
        }
        self = proxy
    }

    /// The rules of this proxy.
    package var layout: any ServiceProxyLayout {
        switch self {
        case .kubeProxyIptables110: KubeProxyIptables110()
        case .kubeProxyIptables136: KubeProxyIptables136()
        case .kubeProxyNftables136: KubeProxyNftables136()
        case .kubeProxyIPVS136: KubeProxyIPVS136()
        }
    }

    /// Whether the rules are tables of nftables, for which `nft` is needed.
    package var usesNftables: Bool { self == .kubeProxyNftables136 }

    /// The names of its tables of nftables.
    package var nftablesNames: [String] { usesNftables ? [KubeProxyNftables136.tableName] : [] }

    /// Throws a sentence if what the proxy writes can be printed and not put into a kernel: IPVS needs modules that
    /// namespaces cannot bring with them.
    package func requireProgrammable() throws(LayoutError) {
        guard self == .kubeProxyIPVS136 else { return }
        let others = ServiceProxy.allCases.filter { $0 != self }.map(\.rawValue).joined(separator: ", ")
        throw LayoutError(
            .unavailable,
            "cannot program \(rawValue): IPVS needs the kernel's ip_vs modules, which the kernel may lack and namespaces "
                + "cannot bring; give one of: \(others), or print what it writes with npbench rules --format ipvs"
        )
    }
}
