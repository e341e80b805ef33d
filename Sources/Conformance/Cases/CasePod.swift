import Addressing
package import Cluster

/// A pod that a case starts.
package struct CasePod: Equatable, Sendable {
    package var name: PodName
    package var labels: [String: String]
    /// Whether it has the container ports `serve-80` and `serve-81`, and a Service `svc-NAME` before them.
    package var isServer: Bool

    package init(_ name: PodName, labels: [String: String]? = nil, isServer: Bool = false) {
        self.name = name
        self.labels = labels ?? ["pod-name": name.name]
        self.isServer = isServer
    }

    /// A server as upstream starts it: label `pod-name=NAME`, two named TCP ports, a Service.
    package static func server(_ name: PodName) -> CasePod {
        CasePod(name, isServer: true)
    }

    private static let served: [UInt16] = [80, 81]

    /// The pod as the API server lists it.
    package var pod: Pod {
        Pod(
            namespace: name.namespace,
            name: name.name,
            labels: labels,
            ports: isServer ? CasePod.served.map { Pod.Port(name: "serve-\($0)", number: $0) } : [],
            nodeName: CaseFixture.node.name,
            hostAddress: CaseFixture.node.address,
            address: CaseFixture.address(of: name)
        )
    }

    /// The Service before a server; nil for a pod that has none.
    package var service: Service? {
        guard isServer else { return nil }
        return Service(
            namespace: name.namespace,
            name: "svc-\(name.name)",
            selector: ["pod-name": name.name],
            clusterIP: CaseFixture.serviceAddress(of: name),
            ports: CasePod.served.map { port in
                Service.Port(
                    name: "http-\(port)",
                    number: port,
                    targetPort: "\(port)",
                    endpoints: [
                        Service.Endpoint(
                            address: CaseFixture.address(of: name),
                            port: port,
                            nodeName: CaseFixture.node.name
                        )
                    ]
                )
            }
        )
    }
}
