import ArgumentParser
import Cluster

/// `npbench cluster`: the cluster and its policies as manifests.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Prints the cluster and its policies as manifests, for `kubectl apply` or for --cluster.",
        discussion: """
            Read back with --cluster, the manifests give the same rules; --cluster-cidr and --service-cidr are in no \
            manifest and must be given again.

            EXAMPLES
              npbench cluster --services 1000 --pods 2000 > cluster.yaml
              npbench cluster --services 10 --pods 20 --format json | kubectl apply -f -
              npbench cluster --cluster dump.json.gz --node node-1 --policy npd.yaml
            """
    )

    @OptionGroup var options: ClusterOptions

    @Option(help: "How the manifests are written: YAML documents, or one JSON List.")
    var format = ManifestWriter.Format.yaml

    func run() throws {
        let input = try options.clusters(pods: [8000]).onlyInput()
        let text: String
        do {
            text = try ManifestWriter.text(of: input.cluster, as: format)
        } catch {
            throw CommandFailure(error)
        }
        try StandardOutput.write(text)
    }
}
