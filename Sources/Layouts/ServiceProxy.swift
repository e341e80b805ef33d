/// The service proxies whose rules npbench can program; the raw value is the name in options and results.
package enum ServiceProxy: String, Sendable, CaseIterable {
    case kubeProxyIptables110 = "kube-proxy-iptables-1.10"
    case kubeProxyIptables136 = "kube-proxy-iptables-1.36"
    case kubeProxyNftables136 = "kube-proxy-nftables-1.36"

    /// Finds the proxy called `name` (`--service-proxy`).
    ///
    /// Throws a sentence that lists the known ones, and a sentence of its own for IPVS, which needs a kernel module
    /// that namespaces cannot bring with them.
    package init(named name: String) throws(LayoutError) {
        guard let proxy = ServiceProxy(rawValue: name) else {
            let known = ServiceProxy.allCases.map(\.rawValue).joined(separator: ", ")
            guard !name.lowercased().contains("ipvs") else {
                throw LayoutError(
                    .unavailable,
                    "the service proxy '\(name)' cannot be programmed: IPVS needs the kernel's ip_vs modules and npbench "
                        + "has no layout for it; choose one of: \(known)"
                )
            }
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
        }
    }

    /// Whether the rules have counters that show a connection to a Service, without which no sample proves its arm.
    package var countsConnections: Bool { self != .kubeProxyNftables136 }
}
