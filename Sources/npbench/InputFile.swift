import Cluster
import Foundation

/// A file of manifests that a command line names.
struct InputFile {
    var path: String

    /// The cluster in it; says on standard error what it passes over.
    func cluster() throws(CommandFailure) -> ClusterModel {
        let bytes = try bytes()
        do {
            let (cluster, skipped) = try ManifestReader.contents(of: bytes, file: path)
            tell(skipped)
            return cluster
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The policies in it; says on standard error what it passes over.
    func policies() throws(CommandFailure) -> [NetworkPolicy] {
        let bytes = try bytes()
        do {
            let (policies, skipped) = try ManifestReader.policyContents(of: bytes, file: path)
            tell(skipped)
            return policies
        } catch {
            throw CommandFailure(error)
        }
    }

    private func tell(_ skipped: SkippedKinds) {
        guard skipped.total > 0 else { return }
        StandardError.write("npbench: passed over in \(path): \(skipped)\n")
    }

    /// The file's bytes, not many more than a manifest may have: a pipe need not end.
    private func bytes() throws(CommandFailure) -> [UInt8] {
        do {
            // A handle reads pipes too, such as /dev/stdin.
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            var content: [UInt8] = []
            while content.count <= ManifestReader.sizeLimit {
                guard let part = try handle.read(upToCount: 1 << 24), !part.isEmpty else { break }
                content += part
            }
            return content
        } catch {
            throw CommandFailure(.failed, "cannot read \(path): \(error.systemCause); give a file that can be read")
        }
    }
}
