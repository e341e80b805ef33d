import Foundation
import Testing

/// What `npbench run` refuses, how it says so, and that it leaves nothing behind.
@Suite("npbench run, bad input", .serialized)
struct RunInputTests {
    struct Refusal: CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        var words: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String, _ status: Int32, _ words: String) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.status = status
            self.words = words
        }
    }

    static let refusals = [
        Refusal("--controller kube-router-9", 64, "kube-router-0.2.0"),
        Refusal("--controller calico-iptables,calico-iptables", 64, "names one twice"),
        Refusal("--controller calico-iptables, --pods 80", 64, "no controller is called ''"),
        Refusal("--hold --controller calico-iptables,kube-router-2.11", 64, "give --controller one name"),
        Refusal("--service-proxy kube-proxy-2", 64, "kube-proxy-iptables-1.10"),
        Refusal("--service-proxy ipvs", 64, "kube-proxy-ipvs-1.36"),
        Refusal("--service-proxy kube-proxy-ipvs-1.36", 6, "IPVS needs the kernel's ip_vs modules"),
        Refusal("--services 0", 64, "services"),
        Refusal("--pods -5", 64, "pods"),
        Refusal("--pods 0", 64, "pods"),
        Refusal("--local-pods 1", 64, "local"),
        Refusal("--cluster /nonexistent.yaml", 1, "/nonexistent.yaml: No such file or directory"),
        Refusal("--policy /nonexistent.yaml", 1, "/nonexistent.yaml: No such file or directory"),
        Refusal("--node nowhere", 64, "nowhere"),
        Refusal("--target default/absent:80", 64, "default/absent:80"),
        Refusal("--levels 0,1", 64, "--levels holds 0"),
        Refusal("--levels 4,4", 64, "twice"),
        Refusal("--slice 1ms", 64, "--slice"),
        Refusal("--quads 1", 64, "--quads"),
        Refusal("--precision 0", 64, "precision"),
        Refusal("--precision 200%", 64, "0.01% to 100%"),
        Refusal("--precision 1% --quads 10", 64, "give one of them"),
        Refusal("--preset huge", 64, "preset"),
        Refusal("--budget soon", 64, "budget"),
        Refusal("--arms on,on", 64, "arms"),
        Refusal("--arms off,off,off", 64, "arms"),
        Refusal("--arms off,off --churn 1s", 64, "the arm off of --arms has none"),
        Refusal("--connections keep-alive,keep-alive", 64, "connections"),
        Refusal("--connections per-request,", 64, "connections"),
        Refusal("--churn 0", 64, "--churn"),
        Refusal("--churn 1s --arms off", 64, "the arm off of --arms has none"),
        Refusal("--arms on,churn", 64, "give one with --churn"),
        Refusal("--churn 1s --inject-rules 5", 64, "give one of them"),
        Refusal("--churn 1s --hold", 64, "give one of them"),
        Refusal("--churn 1h --pods 80 --levels 8 --quads 2 --slice 100ms", 64, "two syncs at least must begin"),
        Refusal("--latency-load 0.9", 64, "measured at 10% to 80%"),
        Refusal("--latency-load 5%", 64, "measured at 10% to 80%"),
        Refusal("--latency-load half", 64, "latency-load"),
        Refusal("--latency-load 50% --hold", 64, "give one of them"),
        Refusal("--fault nothing", 64, "fault"),
        Refusal("--position top", 64, "position"),
    ]

    @Test("Bad input is refused with its status and the words that help", arguments: refusals)
    func refused(_ refusal: Refusal) throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand(["run", "--output", scratch.path("out")] + refusal.arguments)
        #expect(result.status == refusal.status, "\(result.errors)")
        #expect(result.errors.contains(refusal.words), "\(result.errors)")
        #expect(scratch.names().isEmpty, "no output directory is left")
    }

    @Test("A malformed manifest is refused with file, line and field")
    func malformed() throws {
        let scratch = try ScratchDirectory()
        let dump = try scratch.write(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: p
              namespace: default
            spec: {nodeName: n, containers: []}
            status:
              podIP: not-an-address
            """,
            to: "dump.yaml"
        )
        let result = try BuiltCommand("run", "--cluster", dump, "--output", scratch.path("out"))
        #expect(result.status == 1)
        #expect(
            result.errors.contains("dump.yaml") && result.errors.contains("line 8, status.podIP"),
            "\(result.errors)"
        )
        #expect(!scratch.names().contains("out"))
    }

    @Test("A policy of an unknown apiVersion is refused by name")
    func unknownVersion() throws {
        let scratch = try ScratchDirectory()
        let policy = try scratch.write(
            "apiVersion: example.org/v9\nkind: NetworkPolicy\nmetadata: {name: p, namespace: default}\nspec: {}\n",
            to: "policy.yaml"
        )
        let result = try BuiltCommand("run", "--policy", policy, "--output", scratch.path("out"))
        #expect(result.status == 1)
        #expect(result.errors.contains("example.org/v9") && result.errors.contains("policy.yaml"))
    }

    @Test("An output directory that holds something is kept, unless it may be overwritten")
    func output() throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write("mine", to: "notes")
        let kept = try BuiltCommand("run", "--output", scratch.url.path)
        #expect(kept.status == 64 && kept.errors.contains("--overwrite"))
        let onFile = try BuiltCommand("run", "--output", file)
        #expect(onFile.status == 64 && onFile.errors.contains("it is a file"))
        let replaced = try BuiltCommand.undisturbed(
            ["run"] + RunCommandTests.small + ["--levels", "1", "--quads", "2", "--slice", "50ms"]
                + ["--overwrite", "--output", scratch.url.path]
        )
        #expect(replaced.status == 0, "\(replaced.errors)")
        #expect(try scratch.text("notes") == "mine")
        #expect(scratch.names().contains("curves.csv"))
    }

    @Test("Without nginx, nft or user namespaces, one sentence says what to do, with status 6")
    func missing() throws {
        let scratch = try ScratchDirectory()
        func run(after preparation: String, _ arguments: String...) throws -> BuiltCommand {
            try BuiltCommand(
                ["run", "--output", scratch.path("out")] + arguments,
                wrapper: ["unshare", "-Ur", "-m", "sh", "-c", "\(preparation) && exec \"$0\" \"$@\""]
            )
        }
        let withoutNginx = try run(after: "mount --bind /dev/null \"$(PATH=$PATH:/usr/sbin command -v nginx)\"")
        #expect(withoutNginx.status == 6)
        #expect(withoutNginx.errors.contains("nginx-light"), "\(withoutNginx.errors)")
        let withoutNft = try run(
            after: "mount --bind /dev/null \"$(PATH=$PATH:/usr/sbin command -v nft)\"",
            "--controller",
            "kube-router-2.11-nft"
        )
        #expect(withoutNft.status == 6)
        #expect(withoutNft.errors.contains("packages: nftables"), "\(withoutNft.errors)")
        let withoutNamespaces = try run(after: "echo 0 > /proc/sys/user/max_user_namespaces")
        #expect(withoutNamespaces.status == 6)
        #expect(withoutNamespaces.errors.contains("user namespace"), "\(withoutNamespaces.errors)")
        #expect(scratch.names().isEmpty)
    }
}
