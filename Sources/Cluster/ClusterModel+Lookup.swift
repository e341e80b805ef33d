extension ClusterModel {
    /// The node under test.
    ///
    /// A dump without Node objects still names its nodes in its pods: such a node has its pods' `hostIP` as address.
    /// Throws if no such node is known, or if no pod with an address of its own runs on it.
    package func node(named name: String) throws(ClusterError) -> Node {
        let onNode = pods(on: name)
        guard let node = nodes.first(where: { $0.name == name }) ?? Node(name, hosting: onNode) else {
            throw ClusterError(
                "cannot take '\(name)' as the node under test: the cluster has no such node; \(knownNodes)"
            )
        }
        guard !localPods(on: name).isEmpty else {
            throw ClusterError(
                "cannot take '\(name)' as the node under test: no running pod with an address of its own is on it; "
                    + knownNodes
            )
        }
        return node
    }

    /// Every pod bound to the node, in cluster order: finished, host-network and address-less ones too.
    package func pods(on nodeName: String) -> [Pod] {
        pods.filter { $0.nodeName == nodeName }
    }

    /// The local pods of a node: those bound to it that have an address of their own, in cluster order.
    package func localPods(on nodeName: String) -> [Pod] {
        pods.filter { $0.nodeName == nodeName && $0.hasOwnAddress }
    }

    /// The namespace of that name; one that the manifests leave out has no labels.
    package func namespace(named name: String) -> Namespace {
        namespaces.first { $0.name == name } ?? Namespace(name: name)
    }

    /// The Service and the port that `reference` names, by port number or by port name.
    ///
    /// Throws if there is no such Service or port, if the Service is headless, or if nothing backs the port.
    package func resolve(_ reference: ServiceReference) throws(ClusterError) -> ServiceTarget {
        func refusal(_ cause: String, _ remedy: String) -> ClusterError {
            ClusterError("cannot use \(reference) as the target: \(cause); \(remedy)")
        }
        guard
            let service = services.first(where: {
                $0.namespace == reference.namespace && $0.name == reference.service
            })
        else { throw refusal("the cluster has no such Service", knownServices(in: reference.namespace)) }
        guard let port = service.port(reference.port) else {
            let known = service.ports.map { $0.name.isEmpty ? "\($0.number)" : "\($0.number) (\($0.name))" }
            let remedy =
                known.isEmpty ? "give a Service that has ports" : "give one of its ports: \(known.listed(atMost: 8))"
            throw refusal("the Service has no port '\(reference.port)'", remedy)
        }
        guard let clusterIP = service.clusterIP else {
            throw refusal("the Service has no IPv4 ClusterIP (it is headless)", "give a Service with a ClusterIP")
        }
        guard !port.endpoints.isEmpty else {
            throw refusal("no ready endpoint backs it", "dump the endpointslices too, or give a Service with endpoints")
        }
        return ServiceTarget(reference: reference, service: service, port: port, clusterIP: clusterIP)
    }

    private var knownNodes: String {
        var names: [String] = []
        var seen: Set<String> = []
        for pod in pods where pod.hasOwnAddress {
            if let name = pod.nodeName, seen.insert(name).inserted { names.append(name) }
        }
        return names.isEmpty ? "give a dump that has pods" : "give a node that has pods: \(names.listed(atMost: 5))"
    }

    private func knownServices(in namespace: String) -> String {
        let names = services.filter { $0.namespace == namespace && $0.clusterIP != nil }.map(\.name)
        return names.isEmpty
            ? "give --target NAMESPACE/SERVICE:PORT of a namespace that has Services"
            : "Services of that namespace: \(names.listed(atMost: 5))"
    }
}

extension Pod {
    /// Whether the pod is alive in a network of its own and has an address of either family, which then means this pod and no other.
    package var hasOwnAddress: Bool { (address != nil || address6 != nil) && !isHostNetwork && !isFinished }
}

extension Service {
    /// The port with that number, or else with that name.
    package func port(_ text: String) -> Port? {
        ports.first { String($0.number) == text } ?? ports.first { !$0.name.isEmpty && $0.name == text }
    }
}

extension Node {
    /// The node that `pods` run on, as far as they tell; nil if there is none.
    fileprivate init?(_ name: String, hosting pods: [Pod]) {
        guard !pods.isEmpty else { return nil }
        self.init(
            name: name,
            address: pods.lazy.compactMap(\.hostAddress).first,
            address6: pods.lazy.compactMap(\.hostAddress6).first
        )
    }
}

extension [String] {
    /// The first `limit` elements joined by commas, and how many more there are.
    func listed(atMost limit: Int) -> String {
        let shown = prefix(limit).joined(separator: ", ")
        return count > limit ? "\(shown) and \(count - limit) more" : shown
    }
}
