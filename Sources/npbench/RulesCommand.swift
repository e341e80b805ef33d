import Addressing
import ArgumentParser
import Cluster
import Layouts
import Rules

/// `npbench rules`: what a controller and a service proxy would program on the node under test.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Prints what a controller and a service proxy would program for a cluster and node.",
        discussion: """
            With --controller only the controller's rules are printed, with --service-proxy only the proxy's, with both \
            or neither the whole node's, as `iptables-save`, `ipset save`, `nft list ruleset` or `ipvsadm-save -n` \
            would print them. With --family ipv6 it is the controller's rules of ip6tables: npbench has no Services of \
            IPv6.

            EXAMPLES
              npbench rules --services 1000 --pods 8000 --controller kube-router-0.2.0
              npbench rules --cluster dump.json.gz --node node-1 --policy npd.yaml --format ipset
              npbench rules --controller kube-router-2.11-nft --pods 2000 --format nft
              npbench rules --service-proxy kube-proxy-ipvs-1.36 --format ipvs
              npbench rules --controller kube-router-2.11 --dual-stack --family ipv6
              npbench rules --service-proxy kube-proxy-iptables-1.36 --position last | iptables-legacy-restore --test
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case iptables, ipset, nft, ipvs
    }

    @OptionGroup var options: ClusterOptions

    @Option(help: "Whose addresses the rules match.")
    var family = IPFamily.ipv4

    @Option(
        help: ArgumentHelp(
            "What to print: the tables of iptables, the address sets that they name, the tables of nftables, or the "
                + "virtual servers of IPVS (default: iptables, or nft if there are no others).",
            valueName: Format.allCases.map(\.rawValue).joined(separator: "|")
        )
    )
    var format: Format?

    func run() throws {
        let ruleset = try ruleset(for: try options.clusters(pods: [8000]).onlyInput())
        let isNftOnly = ruleset.tables.isEmpty && !ruleset.nftables.isEmpty
        switch format ?? (isNftOnly ? .nft : .iptables) {
        case .iptables: try StandardOutput.write(ruleset.iptablesSave())
        case .ipset: try StandardOutput.write(ruleset.ipsetSave)
        case .nft: try StandardOutput.write(ruleset.nftList)
        case .ipvs: try StandardOutput.write(ruleset.ipvsSave)
        }
    }

    private func ruleset(for input: ClusterInput) throws(CommandFailure) -> Ruleset {
        let controller = try options.chosenController()
        let serviceProxy = try options.chosenServiceProxy()
        if family == .ipv6, options.cluster == nil, !options.dualStack {
            throw CommandFailure(
                .usage,
                "cannot print IPv6 rules of a synthetic cluster without IPv6 addresses; give --dual-stack too"
            )
        }
        let cluster = try arranged(input)
        if family == .ipv6, let name = options.serviceProxy {
            throw CommandFailure(
                .usage,
                "cannot print the IPv6 rules of \(name): npbench has no Services of IPv6; leave --service-proxy out"
            )
        }
        do {
            guard family == .ipv4 else {
                let layout = try controller.layout(seed: options.seed, family: family)
                return try layout.ruleset(for: cluster, on: input.node)
            }
            switch (options.controller, options.serviceProxy) {
            case (.some, .none):
                return try controller.layout(seed: options.seed).ruleset(for: cluster, on: input.node)
            case (.none, .some):
                return try serviceProxy.layout.ruleset(for: cluster, on: input.node)
            case (.none, .none), (.some, .some):
                return try NodePrograms(serviceProxy: serviceProxy, controller: controller, seed: options.seed)
                    .ruleset(for: cluster, on: input.node)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The cluster in the order asked for; another's dump need not have the default target, and then keeps its order.
    private func arranged(_ input: ClusterInput) throws(CommandFailure) -> ClusterModel {
        let hasTarget = (try? input.cluster.resolve(.test)) != nil
        if options.target == nil, options.position == nil, !hasTarget { return input.cluster }
        return try input.arranged(options.position ?? .middle, target: options.target ?? .test, seed: options.seed)
    }
}
