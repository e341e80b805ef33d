import Addressing
import ArgumentParser
import Cluster
import Layouts

/// Which cluster, which node of it, and whose rules: the options that `run`, `rules` and `cluster` share.
struct ClusterOptions: ParsableArguments {
    // A number is read as it stands, so that a negative one is refused as such and not taken for an option.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Interference Services of the synthetic cluster (default: 1000).", valueName: "n")
    )
    var services: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Pods behind the interference Services, spread evenly: one number, or for `run` a list such as "
                + "2000,6000,8000 (default: that list for `run`, else 8000).",
            valueName: "n[,n...]"
        )
    )
    var pods: NumberList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Pods on the node under test, its 2 test pods included (default: pods / 100 + 2).",
            valueName: "n"
        )
    )
    var localPods: Int?

    @Option(
        help: ArgumentHelp(
            "Take the cluster from a file instead: YAML or JSON as `kubectl get -o yaml|json` prints it, gzip too. It "
                + "needs pods, services, endpointslices or endpoints, namespaces, and networkpolicies or --policy.",
            valueName: "file"
        )
    )
    var cluster: String?

    @Option(
        help: ArgumentHelp("The node under test (default: the only one, if the cluster has one).", valueName: "name")
    )
    var node: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "NetworkPolicies to use instead of the cluster's own (default for a synthetic cluster: default/npd, which "
                + "lets 14.215.0.0/16 reach all pods on ports 9090, 8080 and 80).",
            valueName: "file ..."
        )
    )
    var policy: [String] = []

    @Option(
        help: ArgumentHelp(
            "The Service port under load, the port by number or name (default: default/test:80).",
            valueName: "ns/service:port"
        )
    )
    var target: ServiceReference?

    @Option(name: .customLong("cluster-cidr"), help: ArgumentHelp("The range of pod addresses.", valueName: "cidr"))
    var clusterCIDR = ClusterModel.defaultClusterCIDR

    @Option(name: .customLong("service-cidr"), help: ArgumentHelp("The range of ClusterIPs.", valueName: "cidr"))
    var serviceCIDR = ClusterModel.defaultServiceCIDR

    @Flag(help: "Give pods and nodes of the synthetic cluster IPv6 addresses too, of fd00:10:244::/56.")
    var dualStack = false

    @Option(
        help: ArgumentHelp(
            "Who programs NetworkPolicies, or for `run` a list to compare with commas (default: "
                + "\(Controller.kubeRouter020.rawValue)). Known: "
                + "\(Controller.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name[,name...]"
        )
    )
    var controller: String?

    @Option(
        help: ArgumentHelp(
            "Who programs Services (default: \(ServiceProxy.kubeProxyIptables110.rawValue)). Known: "
                + "\(ServiceProxy.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"
        )
    )
    var serviceProxy: String?

    @Option(
        help: ArgumentHelp(
            "Where the target's rules stand in their lists, whose order the real programs draw at random "
                + "(default: middle, the mean of such a draw).",
            valueName: Position.allCases.map(\.rawValue).joined(separator: "|")
        )
    )
    var position: Position?

    @Option(help: ArgumentHelp("Decides everything that is drawn at random.", valueName: "number"))
    var seed: UInt64 = 1
}

extension ClusterOptions {
    /// The controllers asked for, or the published experiment's.
    func chosenControllers() throws(CommandFailure) -> [Controller] {
        var chosen: [Controller] = []
        for name in (controller ?? Controller.kubeRouter020.rawValue).split(
            separator: ",",
            omittingEmptySubsequences: false
        ) {
            do throws(LayoutError) { chosen.append(try Controller(named: String(name))) } catch {
                throw CommandFailure(error)
            }
        }
        guard Set(chosen).count == chosen.count else {
            throw CommandFailure(
                .usage,
                "cannot compare a controller with itself: --controller names one twice; leave one out"
            )
        }
        return chosen
    }

    /// The only controller asked for, or the published experiment's; throws if `--controller` lists several.
    func chosenController() throws(CommandFailure) -> Controller {
        let chosen = try chosenControllers()
        guard chosen.count == 1 else {
            throw CommandFailure(
                .usage,
                "cannot take \(chosen.count) controllers at once: only a measuring run compares them; give --controller one name"
            )
        }
        return chosen[0]
    }

    /// The service proxy asked for, or the published experiment's.
    func chosenServiceProxy() throws(CommandFailure) -> ServiceProxy {
        guard let serviceProxy else { return .kubeProxyIptables110 }
        do { return try ServiceProxy(named: serviceProxy) } catch { throw CommandFailure(error) }
    }

    /// The clusters asked for; reads `--cluster` and the `--policy` files once.
    ///
    /// - Parameter pods: what `--pods` means if it is not given.
    func clusters(pods defaultPods: [Int]) throws(CommandFailure) -> ClusterSource {
        for (cidr, option) in [(clusterCIDR, "--cluster-cidr"), (serviceCIDR, "--service-cidr")]
        where cidr.prefixLength == 0 {
            throw CommandFailure(.usage, "cannot use \(option) \(cidr): it holds every address; give a smaller range")
        }
        if let values = pods?.values, Set(values).count < values.count {
            throw CommandFailure(.usage, "cannot measure a cluster twice: --pods names a number twice; leave one out")
        }
        let policies = try PolicyFiles(paths: policy).policies()
        guard let file = cluster else {
            return ClusterSource(
                origin: .synthetic(
                    services: services ?? 1000,
                    pods: pods?.values ?? defaultPods,
                    localPods: localPods,
                    policies: policy.isEmpty ? [.npdMultiport] : policies
                ),
                options: self
            )
        }
        for (isGiven, option) in [
            (services != nil, "--services"), (pods != nil, "--pods"), (localPods != nil, "--local-pods"),
            (dualStack, "--dual-stack"),
        ] where isGiven {
            throw CommandFailure(
                .usage,
                "cannot use \(option) with --cluster \(file): the file says what the cluster has; leave one of them out"
            )
        }
        var model = try InputFile(path: file).cluster()
        if !policy.isEmpty { model.policies = policies }
        return ClusterSource(origin: .dump(model), options: self)
    }
}
