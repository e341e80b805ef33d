import Addressing

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
        var hostIPs: [IP]?
        var phase: OneOf<Pod.Phase>?
        var podIP: AddressField?
        var podIPs: [IP]?
    }

    struct IP: Codable {
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
        let addresses = IPFamily.allCases.compactMap(pod.address(in:))
        status = Status(
            hostIP: pod.hostAddresses.first.map { AddressField($0) },
            hostIPs: pod.hostAddress6 == nil ? nil : pod.hostAddresses.map { IP(ip: AddressField($0)) },
            phase: OneOf(pod.phase),
            podIP: addresses.first.map { AddressField($0) },
            podIPs: pod.address6 == nil ? nil : addresses.map { IP(ip: AddressField($0)) }
        )
    }

    var pod: Pod {
        // The first of a list is the single field's address again.
        let hostIPs = [status?.hostIP].compactMap(\.self) + (status?.hostIPs ?? []).map(\.ip)
        let podIPs = [status?.podIP].compactMap(\.self) + (status?.podIPs ?? []).map(\.ip)
        return Pod(
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
            hostAddress: hostIPs.lazy.compactMap(\.address).first,
            hostAddress6: hostIPs.lazy.compactMap(\.address6).first,
            address: podIPs.lazy.compactMap(\.address).first,
            address6: podIPs.lazy.compactMap(\.address6).first,
            phase: status?.phase?.word ?? .pending,
            isHostNetwork: spec.hostNetwork ?? false,
            isTerminating: metadata.deletionTimestamp != nil
        )
    }
}
