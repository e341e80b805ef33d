import Foundation

/// Rules and sets that were recorded from the real programs; `kr020-*` and `kr211-*` from kube-router, `kubeproxy136` from kube-proxy.
enum Golden {
    static let policies = [
        "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
        "ex5-ingress-cidr-port", "npd-multiport",
    ]
    static let controllers = ["kr020", "kr211"].flatMap { program in policies.map { "\(program)-\($0)" } }
    static let tables = controllers + ["kubeproxy136"]
    /// Tables of nftables, each listed alone.
    static let nftables = policies.map { "kr211nft-\($0)" } + ["kube-proxy"]

    /// The text of `Data/NAME.KIND`.
    static func text(_ name: String, _ kind: String) throws -> String {
        let url = Bundle.module.bundleURL.appending(path: "Data/\(name).\(kind)")
        return try String(contentsOf: url, encoding: .utf8)
    }

    /// A ruleset as recorded, its sets with it if the recording has any.
    static func sets(_ name: String) throws -> String {
        controllers.contains(name) ? try text(name, "ipset") : ""
    }

    /// One recorded table of nftables; kube-proxy's, which was recorded among those of IPv6, is cut out.
    static func nftTable(_ name: String) throws -> String {
        guard name == "kube-proxy" else { return try text(name, "nft") }
        let lines = try text("kubeproxy136", "nft").split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { $0 != "table ip kube-proxy {" }.prefix { $0 != "}" }
        return table.joined(separator: "\n") + "\n}\n"
    }
}
