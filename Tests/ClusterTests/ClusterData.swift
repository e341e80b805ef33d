import Cluster
import Foundation
import Testing

/// The recorded dumps and policies that the tests read.
enum ClusterData {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Data"))
        return [UInt8](try Data(contentsOf: url))
    }

    /// The recorded 1000 x 8 cluster, read once for all tests.
    static func recorded() throws -> ClusterModel { try recording.get() }

    private static let recording = Result { try cluster("tke-8000.json.gz") }

    static func cluster(_ name: String) throws -> ClusterModel {
        try ManifestReader.cluster(from: bytes(name), file: name)
    }

    /// Reads manifests written in a test.
    static func cluster(text: String) throws(ManifestError) -> ClusterModel {
        try ManifestReader.cluster(from: [UInt8](text.utf8), file: "test.yaml")
    }

    static func policies(text: String) throws(ManifestError) -> [NetworkPolicy] {
        try ManifestReader.policies(from: [UInt8](text.utf8), file: "test.yaml")
    }
}
