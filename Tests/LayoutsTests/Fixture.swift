import Addressing
import Cluster
import Foundation

/// Small clusters made by hand, and the data files.
enum Fixture {
    static let node = Node(name: "node-1", address: IPv4Address(172, 31, 0, 1))
    static let farNode = Node(name: "node-2", address: IPv4Address(172, 31, 0, 2))

    /// The text of `Data/NAME`.
    static func text(_ name: String) throws -> String {
        try String(contentsOf: url(name), encoding: .utf8)
    }

    private static func url(_ name: String) throws -> URL {
        guard let resources = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return resources.appending(path: "Data").appending(path: name)
    }

    /// The cluster for which the real programs' rules were recorded; their node is `node-1`.
    static func recordedCluster() throws -> ClusterModel {
        try ManifestReader.cluster(from: Array(Data(contentsOf: url("small.yaml"))), file: "small.yaml")
    }

    /// The cluster of 8000 pods for which the real programs' rules were counted.
    ///
    /// The file is the Cluster room's own test data, half a megabyte that need not be here twice.
    static func largeCluster() throws -> ClusterModel {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appending(path: "ClusterTests/Data/tke-8000.json.gz")
        return try ManifestReader.cluster(from: Array(Data(contentsOf: file)), file: file.lastPathComponent)
    }

    /// The policies of `Data/policies/NAME.yaml`.
    static func policies(_ name: String) throws -> [NetworkPolicy] {
        try ManifestReader.policies(from: Array(Data(contentsOf: url("policies/\(name).yaml"))), file: name)
    }

    /// A pod on `node`, the last byte of whose address is `octet`.
    static func pod(
        _ name: String,
        _ octet: UInt8,
        namespace: String = "default",
        labels: [String: String] = [:],
        on node: Node = Fixture.node
    ) -> Pod {
        Pod(
            namespace: namespace,
            name: name,
            labels: labels,
            nodeName: node.name,
            hostAddress: node.address,
            address: IPv4Address(10, 244, 0, octet)
        )
    }

    static func address(_ octet: UInt8) -> IPv4Address { IPv4Address(10, 244, 0, octet) }

    static func ip(_ octet: UInt8) -> IPAddress { .v4(address(octet)) }

    /// A Service, the last byte of whose ClusterIP is `octet`, with the endpoints given the same way, all on port 80.
    static func service(
        _ name: String,
        _ octet: UInt8,
        portName: String = "http",
        transport: ServiceProtocol = .tcp,
        endpoints: [UInt8]
    ) -> Service {
        Service(
            namespace: "default",
            name: name,
            clusterIP: IPv4Address(10, 96, 0, octet),
            ports: [
                Service.Port(
                    name: portName,
                    number: 80,
                    transport: transport,
                    targetPort: "80",
                    endpoints: endpoints.map { Service.Endpoint(address: address($0), port: 80, nodeName: nil) }
                )
            ]
        )
    }

    /// A policy for all pods of `namespace`.
    static func policy(
        _ name: String,
        namespace: String = "default",
        selector: LabelSelector = LabelSelector(),
        types: [NetworkPolicy.Direction]? = [.ingress],
        ingress: [NetworkPolicy.Rule]? = nil,
        egress: [NetworkPolicy.Rule]? = nil
    ) -> NetworkPolicy {
        NetworkPolicy(
            namespace: namespace,
            name: name,
            podSelector: selector,
            policyTypes: types,
            ingress: ingress,
            egress: egress
        )
    }

    /// A port of a policy.
    static func port(_ number: UInt16, _ transport: ServiceProtocol = .tcp) -> NetworkPolicy.Port {
        NetworkPolicy.Port(transport: transport, number: .number(number, through: nil))
    }

    static let block = NetworkPolicy.Peer.block(IPBlock(.v4(IPv4Address(14, 215, 0, 0)), prefixLength: 16), except: [])
}
