import Foundation
import Testing

/// Runs `npbench doctor` on this machine as it is, and as it would be with something taken away.
///
/// Requires user namespaces and what scripts/setup installs; takes away in namespaces of its own, never from the machine.
@Suite("npbench doctor", .serialized)
struct DoctorTests {
    private struct Report: Decodable {
        struct Check: Decodable {
            var group: String
            var name: String
            var status: String
            var found: String
            var remedy: String?
        }

        var ready: Bool
        var checks: [Check]

        init(_ json: String) throws {
            self = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
        }

        func status(of name: String) -> String? { checks.first { $0.name == name }?.status }
        var missing: [String] { checks.filter { $0.status == "missing" }.map(\.name) }
    }

    /// Runs the doctor in namespaces in which `preparation`, a line of shell, has done its work.
    private func doctor(after preparation: String, _ arguments: [String] = ["--json"]) throws -> BuiltCommand {
        let script = "\(preparation) && exec \"$0\" \"$@\""
        return try BuiltCommand(
            ["doctor"] + arguments,
            wrapper: ["unshare", "-Ur", "-m", "-n", "sh", "-c", script]
        )
    }

    @Test("A machine that has everything is ready, with status 0")
    func ready() throws {
        let result = try BuiltCommand(["doctor", "--json"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.isEmpty)
        let report = try Report(result.output)
        #expect(report.ready)
        for name in [
            "user namespaces", "nginx", "ipset", "libcurl.so.4", "table nat", "match set", "target MASQUERADE",
        ] {
            #expect(report.status(of: name) == "ok", "\(name)")
        }
        #expect(report.checks.first { $0.name == "disk space here" }.map { $0.found != "0 MiB" } == true)
    }

    @Test("The table names each check, and its last line says whether a run can work")
    func table() throws {
        let result = try BuiltCommand(["doctor"])
        #expect(result.status == 0)
        for word in ["namespaces", "programs", "kernel", "limits", "noise", "nf_conntrack_max", "IPVS"] {
            #expect(result.output.contains(word), "\(word)")
        }
        #expect(result.output.split(separator: "\n").last?.hasPrefix("ready: ") == true)
    }

    @Test("Without nginx it says which package to install, with status 6")
    func withoutNginx() throws {
        let result = try doctor(after: "mount --bind /dev/null \"$(PATH=$PATH:/usr/sbin command -v nginx)\"")
        #expect(result.status == 6)
        let report = try Report(result.output)
        #expect(!report.ready)
        #expect(report.missing == ["nginx"])
        #expect(report.checks.first { $0.name == "nginx" }?.remedy == "As root: apt-get install nginx-light.")
        #expect(result.errors.contains("nginx (not in PATH)"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test("Without ipset the program is missing, and what needs it is untried rather than blamed on the kernel")
    func withoutIPSet() throws {
        let result = try doctor(after: "mount --bind /dev/null \"$(PATH=$PATH:/usr/sbin command -v ipset)\"")
        #expect(result.status == 6)
        let report = try Report(result.output)
        #expect(report.missing == ["ipset"])
        #expect(report.status(of: "sets hash:ip") == "untried")
        #expect(report.status(of: "match comment") == "ok")
    }

    @Test("Without nft a run works, but not with every controller: a warning, with status 0")
    func withoutNft() throws {
        let result = try doctor(after: "mount --bind /dev/null \"$(PATH=$PATH:/usr/sbin command -v nft)\"")
        #expect(result.status == 0, "\(result.errors)")
        let report = try Report(result.output)
        #expect(report.ready)
        #expect(report.status(of: "nft") == "warning")
        let remedy = report.checks.first { $0.name == "nft" }?.remedy
        #expect(remedy == "Controllers that write nftables can not be run: apt-get install nftables.")
    }

    @Test("Where user namespaces are forbidden it says so, with status 6, and tries nothing in them")
    func withoutUserNamespaces() throws {
        let result = try doctor(after: "echo 0 > /proc/sys/user/max_user_namespaces")
        #expect(result.status == 6)
        let report = try Report(result.output)
        #expect(report.missing == ["user namespaces"])
        #expect(report.status(of: "table filter") == "untried")
        #expect(result.errors.contains("user namespaces"))
    }

    @Test(
        "User namespaces without capabilities, as AppArmor's on Ubuntu 24.04, are told from forbidden ones, with status 6"
    )
    func withoutCapabilities() throws {
        let source = try #require(
            Bundle.module.url(forResource: "deny-mount", withExtension: "c", subdirectory: "Data")
        )
        let directory = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let denyMount = directory.appending(path: "deny-mount").path
        // Swift's own compiler: wherever these tests were built, it is there.
        let compiler = try Process.run(
            URL(filePath: "/usr/bin/env"),
            arguments: ["clang", "-o", denyMount, source.path]
        )
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)

        let result = try BuiltCommand(["doctor", "--json"], wrapper: [denyMount])
        #expect(result.status == 6)
        let report = try Report(result.output)
        #expect(report.status(of: "user namespaces") == "ok")
        #expect(report.missing == ["capabilities in them"])
        #expect(report.checks.first { $0.name == "capabilities in them" }?.remedy?.contains("AppArmor") == true)
    }

    @Test("What the doctor tries leaves nothing in the namespace it was started in")
    func leavesNothing() throws {
        let script = "\"$0\" \"$@\" >/dev/null && ipset list -n && iptables-legacy -S"
        let result = try BuiltCommand(
            ["doctor"],
            wrapper: [
                "unshare", "-Ur", "-m", "-n", "sh", "-c",
                "mount -t tmpfs tmpfs /run && export PATH=$PATH:/usr/sbin && \(script)",
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n")
    }
}
