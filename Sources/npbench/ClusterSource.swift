import Cluster

/// The clusters that a command line describes, with its files read.
struct ClusterSource {
    enum Origin {
        case synthetic(services: Int, pods: [Int], localPods: Int?, policies: [NetworkPolicy])
        /// Read from `--cluster`, its policies already those to use.
        case dump(ClusterModel)
    }

    let origin: Origin
    let options: ClusterOptions

    /// One input for every number of `--pods`, in the order given; one for a dump.
    func inputs() throws(CommandFailure) -> [ClusterInput] {
        switch origin {
        case .dump(var model):
            model.clusterCIDR = options.clusterCIDR
            model.serviceCIDR = options.serviceCIDR
            return [try ClusterInput(cluster: model, nodeName: try nodeName(in: model))]
        case .synthetic(let services, let pods, let localPods, let policies):
            var inputs: [ClusterInput] = []
            for count in pods {
                var model = try synthetic(services: services, pods: count, localPods: localPods)
                model.policies = policies
                inputs.append(try ClusterInput(cluster: model, nodeName: options.node ?? SyntheticCluster.nodeName))
            }
            return inputs
        }
    }

    /// The only input; throws if `--pods` lists several.
    func onlyInput() throws(CommandFailure) -> ClusterInput {
        if case .synthetic(_, let pods, _, _) = origin, pods.count != 1 {
            throw CommandFailure(
                .usage,
                "cannot print \(pods.count) clusters at once; give --pods one number instead of a list"
            )
        }
        return try inputs()[0]
    }

    private func synthetic(services: Int, pods: Int, localPods: Int?) throws(CommandFailure) -> ClusterModel {
        do {
            return try SyntheticCluster(
                services: services,
                pods: pods,
                localPods: localPods,
                clusterCIDR: options.clusterCIDR,
                serviceCIDR: options.serviceCIDR,
                isDualStack: options.dualStack
            ).model
        } catch {
            throw CommandFailure(error)
        }
    }

    private func nodeName(in model: ClusterModel) throws(CommandFailure) -> String {
        if let name = options.node { return name }
        guard model.nodes.count == 1 else {
            let names = model.nodes.prefix(5).map(\.name).joined(separator: ", ")
            throw CommandFailure(
                .usage,
                "cannot tell which of \(model.nodes.count) nodes is the one under test; "
                    + (names.isEmpty ? "give --node the name that its pods bear" : "give --node one of: \(names)")
            )
        }
        return model.nodes[0].name
    }
}
