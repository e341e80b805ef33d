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
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure(.failed, "cannot read \(path): \(cause(of: error)); give a file that can be read")
        }
    }

    /// Foundation's own sentences end in the middle of ours.
    private func cause(of error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "permission denied"
        default: error.localizedDescription
        }
    }
}
