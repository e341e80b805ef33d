import Cluster
import Foundation

/// A file of manifests that a command line names.
struct InputFile {
    var path: String

    func cluster() throws(CommandFailure) -> ClusterModel {
        let bytes = try bytes()
        do { return try ManifestReader.cluster(from: bytes, file: path) } catch { throw CommandFailure(error) }
    }

    func policies() throws(CommandFailure) -> [NetworkPolicy] {
        let bytes = try bytes()
        do { return try ManifestReader.policies(from: bytes, file: path) } catch { throw CommandFailure(error) }
    }

    private func bytes() throws(CommandFailure) -> [UInt8] {
        do {
            // A handle reads pipes too, such as /dev/stdin.
            return [UInt8](try FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data())
        } catch {
            throw CommandFailure(.failed, "cannot read \(path): \(error.systemCause); give a file that can be read")
        }
    }
}
