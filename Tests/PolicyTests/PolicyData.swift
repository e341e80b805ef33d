import Addressing
import Cluster
import Foundation
import Testing

/// The recorded small cluster: pods svc-0-I, svc-1-I and test-I in `default`, a-I and db-0 in `nsa`, b-I in `nsb`.
enum PolicyData {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Data"))
        return [UInt8](try Data(contentsOf: url))
    }

    /// The cluster with the policies of a file.
    static func cluster(_ policyFile: String? = nil) throws -> ClusterModel {
        var cluster = try ManifestReader.cluster(from: bytes("small.yaml"), file: "small.yaml")
        if let policyFile { cluster.policies = try ManifestReader.policies(from: bytes(policyFile), file: policyFile) }
        return cluster
    }

    /// The cluster with policies written in a test, in YAML.
    static func cluster(policies text: String) throws -> ClusterModel {
        var cluster = try cluster()
        cluster.policies = try ManifestReader.policies(from: [UInt8](text.utf8), file: "test.yaml")
        return cluster
    }

    /// A policy manifest `p` with that `spec`.
    static func policy(in namespace: String = "default", _ spec: String) -> String {
        policy("p", in: namespace, spec)
    }

    /// A policy manifest in `namespace` with that `spec`.
    static func policy(_ name: String, in namespace: String = "default", _ spec: String) -> String {
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: \(name), namespace: \(namespace)}, "
            + "spec: \(spec)}\n---\n"
    }
}

extension ClusterModel {
    func pod(_ name: String) throws -> Pod {
        try #require(pods.first { $0.name == name })
    }
}
