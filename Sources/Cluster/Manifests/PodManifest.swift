/// A Pod (core/v1) as manifests have it.
struct PodManifest: Codable {
    struct Spec: Codable {
        var containers: [Container]?
        var hostNetwork: Bool?
        var nodeName: String?
    }

    struct Container: Codable {
        var image: String?
        var name: String?
        var ports: [Port]?
    }

    struct Port: Codable {
        var containerPort: PortNumber
        var name: ObjectName?
        var `protocol`: OneOf<ServiceProtocol>?
    }

    struct Status: Codable {
        var hostIP: AddressField?
        var phase: OneOf<Pod.Phase>?
        var podIP: AddressField?
        var podIPs: [PodIP]?
    }

    struct PodIP: Codable {
        var ip: AddressField
    }

    var apiVersion = "v1"
    var kind = "Pod"
    var metadata: ObjectMetadata
    var spec: Spec
    var status: Status?

    init(_ pod: Pod) {
        let ports = pod.ports.map {
            Port(
                containerPort: PortNumber($0.number),
                name: $0.name.map(ObjectName.init),
                protocol: OneOf($0.transport)
            )
        }
        metadata = ObjectMetadata(
            namespace: pod.namespace,
            name: pod.name,
            labels: pod.labels,
            // The model does not keep when.
            deletionTimestamp: pod.isTerminating ? "1970-01-01T00:00:00Z" : nil
        )
        spec = Spec(
            containers: [Container(image: "nginx", name: "nginx", ports: ports.isEmpty ? nil : ports)],
            hostNetwork: pod.isHostNetwork ? true : nil,
            nodeName: pod.nodeName
        )
        status = Status(
            hostIP: pod.hostAddress.map(AddressField.init),
            phase: OneOf(pod.phase),
            podIP: pod.address.map(AddressField.init)
        )
    }

    var pod: Pod {
        Pod(
            namespace: metadata.namespaceName,
            name: metadata.name.text,
            labels: metadata.labels ?? [:],
            ports: (spec.containers ?? []).flatMap { container in
                (container.ports ?? []).map {
                    Pod.Port(
                        name: $0.name?.text,
                        number: $0.containerPort.number,
                        transport: $0.protocol?.word ?? .tcp
                    )
                }
            },
            nodeName: spec.nodeName,
            hostAddress: status?.hostIP?.address,
            address: status?.podIP?.address ?? (status?.podIPs ?? []).lazy.compactMap(\.ip.address).first,
            phase: status?.phase?.word ?? .pending,
            isHostNetwork: spec.hostNetwork ?? false,
            isTerminating: metadata.deletionTimestamp != nil
        )
    }
}
