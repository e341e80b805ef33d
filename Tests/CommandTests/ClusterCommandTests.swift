import Foundation
import Testing

@Suite struct ClusterCommandTests {
    private static let size = ["--services", "3", "--pods", "8", "--local-pods", "5"]

    @Test("A cluster printed and read back gives the same rules", arguments: ["yaml", "json"])
    func roundTrip(format: String) throws {
        let printed = try BuiltCommand(["cluster"] + ClusterCommandTests.size + ["--format", format])
        #expect(printed.status == 0)
        let file = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString).\(format)")
        try Data(printed.output.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        for kind in ["iptables", "ipset"] {
            let made = try BuiltCommand(["rules"] + ClusterCommandTests.size + ["--format", kind])
            let read = try BuiltCommand(["rules", "--cluster", file.path, "--node", "npb-node", "--format", kind])
            #expect(read.errors == "")
            #expect(read.output == made.output)
            #expect(made.lines.count > 10)
        }
    }

    @Test("A cluster can be piped in")
    func pipe() throws {
        let printed = try BuiltCommand(["cluster"] + ClusterCommandTests.size)
        let read = try BuiltCommand(
            ["rules", "--cluster", "/dev/stdin", "--node", "npb-node", "--controller", "kube-router-0.2.0"],
            input: printed.output
        )
        #expect(read.errors == "")
        #expect(read.lines.count { $0.hasPrefix("-A") } == 7 * 5 + 3)
    }

    @Test("A file says how large its cluster is, so sizes beside it are refused")
    func contradiction() throws {
        let command = try BuiltCommand("cluster", "--cluster", "x.yaml", "--pods", "5")
        #expect(command.status == 64)
        #expect(command.errors.contains("cannot use --pods with --cluster x.yaml"))
    }

    @Test("Of several nodes one must be named")
    func nodes() throws {
        let printed = try BuiltCommand(["cluster"] + ClusterCommandTests.size)
        let file = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString).yaml")
        try Data(printed.output.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let command = try BuiltCommand("rules", "--cluster", file.path)
        #expect(command.status == 64)
        #expect(command.errors.contains("give --node one of: npb-node"))
    }

    @Test("--policy replaces the policies of a file")
    func policies() throws {
        let printed = try BuiltCommand(["cluster"] + ClusterCommandTests.size)
        let directory = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let cluster = directory.appending(path: "cluster.yaml")
        let policy = directory.appending(path: "policy.yaml")
        try Data(printed.output.utf8).write(to: cluster)
        try Data(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: deny, namespace: default}
            spec: {podSelector: {}, policyTypes: [Ingress]}

            """.utf8
        ).write(to: policy)
        let command = try BuiltCommand(
            "cluster",
            "--cluster",
            cluster.path,
            "--node",
            "npb-node",
            "--policy",
            policy.path
        )
        #expect(command.output.contains("name: deny"))
        #expect(!command.output.contains("name: npd"))
        #expect(printed.output.contains("name: npd"))
    }
}
