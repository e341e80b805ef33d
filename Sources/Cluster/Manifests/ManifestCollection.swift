/// The objects of a manifest by kind, to be joined to a cluster.
struct ManifestCollection {
    private(set) var namespaces: [Namespace] = []
    private(set) var nodes: [Node] = []
    private(set) var pods: [Pod] = []
    private(set) var policies: [NetworkPolicy] = []
    private(set) var skipped = SkippedKinds()
    private var services: [ServiceManifest] = []
    /// By `namespace/service`.
    private var slices: [String: [EndpointSliceManifest]] = [:]
    private var endpoints: [String: EndpointsManifest] = [:]
    private let file: String

    /// Sorts the objects by kind; throws if an object is there twice.
    init(of objects: [ManifestObject], file: String) throws(ManifestError) {
        self.file = file
        for object in objects {
            switch object {
            case .namespace(let manifest): namespaces.append(manifest.namespace)
            case .node(let manifest): nodes.append(manifest.node)
            case .pod(let manifest): pods.append(manifest.pod)
            case .service(let manifest): services.append(manifest)
            case .networkPolicy(let manifest): policies.append(manifest.policy)
            case .endpointSlice(let manifest): add(manifest)
            case .endpoints(let manifest): endpoints[manifest.metadata.fullName] = manifest
            case .other(let kind): skipped.add(kind)
            case .list: break
            }
        }
        try refuseTwins("Namespace", namespaces.lazy.map(\.name))
        try refuseTwins("Node", nodes.lazy.map(\.name))
        try refuseTwins("Pod", pods.lazy.map { "\($0.namespace)/\($0.name)" })
        try refuseTwins("Service", services.lazy.map(\.metadata.fullName))
        try refuseTwins("NetworkPolicy", policies.lazy.map { "\($0.namespace)/\($0.name)" })
    }

    /// The cluster, its Services joined with their endpoints; throws if there is nothing in it.
    func model() throws(ManifestError) -> ClusterModel {
        guard !(namespaces.isEmpty && nodes.isEmpty && pods.isEmpty && services.isEmpty && policies.isEmpty) else {
            throw ManifestError(
                file: file,
                fault: "expected Namespaces, Nodes, Pods, Services or NetworkPolicies, found none",
                remedy: "give the output of kubectl get ns,nodes,pods,svc,endpointslices,netpol -A -o yaml"
            )
        }
        return ClusterModel(
            namespaces: namespaces,
            nodes: nodes,
            pods: pods,
            services: services.map { service in
                service.service { readyEndpoints(of: service.metadata.fullName, port: $0, $1) }
            },
            policies: policies
        )
    }

    private mutating func add(_ slice: EndpointSliceManifest) {
        guard let service = slice.metadata.labels?[EndpointSliceManifest.serviceLabel] else { return }
        slices["\(slice.metadata.namespaceName)/\(service)", default: []].append(slice)
    }

    /// What the EndpointSlices say, or the Endpoints object if there is no slice; each endpoint once.
    private func readyEndpoints(
        of service: String,
        port name: String,
        _ transport: ServiceProtocol
    ) -> [Service.Endpoint] {
        guard let slices = slices[service] else { return endpoints[service]?.endpoints(of: name, transport) ?? [] }
        var seen: Set<Service.Endpoint> = []
        // A pod that changes slices stands in both for a while.
        return slices.flatMap { $0.endpoints(of: name, transport) }.filter { seen.insert($0).inserted }
    }

    private func refuseTwins(_ kind: String, _ names: some Sequence<String>) throws(ManifestError) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw ManifestError(
                file: file,
                fault: "expected each object once, found \(kind) \(name) twice",
                remedy: "leave one out of the file"
            )
        }
    }
}

extension ObjectMetadata {
    fileprivate var fullName: String { "\(namespaceName)/\(name.text)" }
}
