import Compression

/// Reads Kubernetes manifests: JSON or YAML, gzip or plain, a `v1` List or one document after the other.
///
/// Takes bytes and leaves files to its caller; `file` is the name that errors give.
package enum ManifestReader {
    /// The most bytes that a manifest may have, expanded if it is compressed.
    ///
    /// No dump of a cluster comes near: 8000 pods take 22 MB.
    package static let sizeLimit = Gzip.limit

    /// The cluster that a dump describes, with its policies; kinds that rules do not depend on are passed over.
    ///
    /// The CIDRs are the defaults, as no object holds them. Throws on anything malformed, and if nothing is there.
    package static func cluster(from bytes: [UInt8], file: String) throws(ManifestError) -> ClusterModel {
        try contents(of: bytes, file: file).cluster
    }

    /// The policies of a manifest, in order; other kinds are passed over.
    ///
    /// Throws on anything malformed, and if the manifest has no policy.
    package static func policies(from bytes: [UInt8], file: String) throws(ManifestError) -> [NetworkPolicy] {
        try policyContents(of: bytes, file: file).policies
    }

    /// The cluster that a dump describes, and what was passed over to read it; throws as `cluster(from:file:)` does.
    ///
    /// - Parameter limit: the most bytes to take, expanded.
    package static func contents(
        of bytes: [UInt8],
        file: String,
        limit: Int = ManifestReader.sizeLimit
    ) throws(ManifestError) -> (cluster: ClusterModel, skipped: SkippedKinds) {
        let collection = try ManifestCollection(of: objects(in: bytes, file: file, limit: limit), file: file)
        return (try collection.model(), collection.skipped)
    }

    /// The policies of a manifest, and what was passed over to read them; throws as `policies(from:file:)` does.
    ///
    /// A cluster's other objects, such as Pods, are not counted: a dump may be given for its policies.
    package static func policyContents(
        of bytes: [UInt8],
        file: String
    ) throws(ManifestError) -> (policies: [NetworkPolicy], skipped: SkippedKinds) {
        let collection = try ManifestCollection(of: objects(in: bytes, file: file, limit: sizeLimit), file: file)
        guard !collection.policies.isEmpty else {
            throw ManifestError(
                file: file,
                fault: "expected a NetworkPolicy, found none",
                remedy: "give a manifest that has one"
            )
        }
        return (collection.policies, collection.skipped)
    }

    private static func objects(
        in bytes: [UInt8],
        file: String,
        limit: Int
    ) throws(ManifestError) -> [ManifestObject] {
        let content = Gzip.isCompressed(bytes) ? try expanded(bytes, file: file, limit: limit) : bytes
        guard content.count <= limit else {
            throw ManifestError(
                file: file,
                fault: "expected at most \(limit) bytes, found more",
                remedy: "dump only the kinds that npbench reads"
            )
        }
        let documents =
            try isJSON(content) ? [JSONDocument.read(content, file: file)] : YAMLDocument.readAll(content, file: file)
        return documents.flatMap(\.objects)
    }

    /// Whether the first tokens are those of a JSON object; YAML's flow style has no quotes after its brace.
    private static func isJSON(_ content: [UInt8]) -> Bool {
        let tokens = content.lazy.filter { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }.prefix(2)
        return ["{\"", "{}"].contains { tokens.elementsEqual($0.utf8) }
    }

    private static func expanded(_ bytes: [UInt8], file: String, limit: Int) throws(ManifestError) -> [UInt8] {
        do throws(Gzip.Failure) {
            return try Gzip.expand(bytes, limit: limit)
        } catch {
            let cause =
                switch error {
                case .truncated: "its end is missing"
                case .corrupt: "it is damaged"
                case .tooLarge: "it expands to more than \(limit) bytes"
                }
            throw ManifestError(file: file, fault: "expected gzip data, but \(cause)", remedy: "dump the cluster again")
        }
    }
}
