import Compression

/// Reads Kubernetes manifests: JSON or YAML, gzip or plain, a `v1` List or one document after the other.
///
/// Takes bytes and leaves files to its caller; `file` is the name that errors give.
package enum ManifestReader {
    /// The cluster that a dump describes, with its policies; kinds that rules do not depend on are passed over.
    ///
    /// The CIDRs are the defaults, as no object holds them. Throws on anything malformed, and if nothing is there.
    package static func cluster(from bytes: [UInt8], file: String) throws(ManifestError) -> ClusterModel {
        try ManifestCollection(of: objects(in: bytes, file: file), file: file).model()
    }

    /// The policies of a manifest, in order; other kinds are passed over.
    ///
    /// Throws on anything malformed, and if the manifest has no policy.
    package static func policies(from bytes: [UInt8], file: String) throws(ManifestError) -> [NetworkPolicy] {
        let collection = try ManifestCollection(of: objects(in: bytes, file: file), file: file)
        guard !collection.policies.isEmpty else {
            throw ManifestError(
                file: file,
                fault: "expected a NetworkPolicy, found none",
                remedy: "give a manifest that has one"
            )
        }
        return collection.policies
    }

    private static func objects(in bytes: [UInt8], file: String) throws(ManifestError) -> [ManifestObject] {
        let content = Gzip.isCompressed(bytes) ? try expanded(bytes, file: file) : bytes
        let documents =
            try isJSON(content) ? [JSONDocument.read(content, file: file)] : YAMLDocument.readAll(content, file: file)
        return documents.flatMap(\.objects)
    }

    /// Whether the first tokens are those of a JSON object; YAML's flow style has no quotes after its brace.
    private static func isJSON(_ content: [UInt8]) -> Bool {
        let tokens = content.lazy.filter { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }.prefix(2)
        return ["{\"", "{}"].contains { tokens.elementsEqual($0.utf8) }
    }

    private static func expanded(_ bytes: [UInt8], file: String) throws(ManifestError) -> [UInt8] {
        do throws(Gzip.Failure) {
            return try Gzip.expand(bytes)
        } catch {
            let cause =
                switch error {
                case .truncated: "its end is missing"
                case .corrupt: "it is damaged"
                case .tooLarge: "it expands to more than \(Gzip.limit >> 20) MiB"
                }
            throw ManifestError(file: file, fault: "expected gzip data, but \(cause)", remedy: "dump the cluster again")
        }
    }
}
