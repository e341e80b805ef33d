import Foundation
import Results
import Testing

/// Runs the whole experiment at a small size: real namespaces, rules, nginx and packets.
///
/// Requires user namespaces and what scripts/setup installs.
@Suite("npbench run", .serialized)
struct RunCommandTests {
    /// A cluster of which everything is there, in few seconds.
    static let small = ["--services", "20", "--pods", "160", "--local-pods", "12"]
    /// Without a pilot, and longer than any test waits.
    static let long = ["--slice", "400ms", "--quads", "20"]
    static let short = ["--levels", "1,16", "--quads", "6", "--slice", "150ms"]

    private static let curveColumns = """
        services,pods,local_pods,service_proxy,controller,policies,connections,arm,concurrency,qps,qps_low,qps_high,\
        p50_us,p90_us,p99_us,cpu_us_per_request,samples
        """

    private static let costColumns = """
        services,pods,local_pods,service_proxy,controller,policies,connections,arm,concurrency,cost_percent,low,high,\
        hl_percent,hl_low,hl_high,p_adjusted,verdict,mde_percent,noise_floor_percent,quads,voided,band_low,band_high,\
        p_sign_flip
        """

    @Test("A run proves every sample, and leaves all files of a result directory with the columns of the contract")
    func wholeRun() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + Self.short + ["--output", scratch.path("out")]
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.isEmpty, "standard error is no terminal: no progress")
        let files = ResultFiles(directory: scratch, name: "out")
        let expected = [
            "control.csv", "cost.csv", "cost.svg", "curves.csv", "curves.gp", "curves.png", "curves.svg", "metrics.csv",
            "order.csv", "report", "report.html", "rules", "run.json", "samples.jsonl", "summary.txt", "walks.csv",
        ]
        #expect(files.names == expected)
        let page = try files.text("report.html")
        #expect(page.contains("id=\"order-title\""))
        #expect(try BuiltCommand(["report", scratch.path("out")]).status == 0)
        #expect(try files.text("report.html") == page, "drawn again from the files, the page is another")
        #expect(try files.text("curves.csv").split(separator: "\n").first.map(String.init) == Self.curveColumns)
        #expect(try files.text("cost.csv").split(separator: "\n").first.map(String.init) == Self.costColumns)
        let curves = try CurveRow.rows(csv: try files.text("curves.csv"), name: "curves.csv")
        #expect(curves.map(\.concurrency) == [1, 16, 1, 16])
        #expect(curves.map(\.controller) == ["none", "none", "kube-router-0.2.0", "kube-router-0.2.0"])
        for point in curves {
            #expect(point.qps > 0)
            #expect(point.cpuMicrosecondsPerRequest > 0)
            #expect(point.samples == 12)
        }
        let costs = try CostRow.rows(csv: try files.text("cost.csv"), name: "cost.csv")
        #expect(costs.map(\.concurrency) == [1, 16, nil])
        #expect(costs.allSatisfy { $0.quads == 6 })
        let metrics = try MetricRow.rows(csv: try files.text("metrics.csv"), name: "metrics.csv")
        #expect(metrics.map(\.concurrency) == [[Int?]](repeating: [1, 16, nil], count: 4).flatMap(\.self))
        #expect(metrics.allSatisfy { $0.quads == 6 && $0.valueOff > 0 && $0.valueCompared > 0 })

        let record = try files.run()
        let hasQuota = record.machineAtStart["cgroup.cpu_max"].map { !$0.hasPrefix("max") } ?? false
        #expect(record.plan.keepsCPUsAwake == !hasQuota)
        for setting in ["net.ipv4.tcp_timestamps", "net.core.somaxconn"] {
            let start = try #require(record.machineAtStart[setting])
            #expect(record.machineAtEnd[setting] == start, "the twin's own settings are no facts of the machine")
        }

        let samples = try files.samples()
        let valid = samples.filter { $0.void == nil }
        #expect(valid.count >= 2 * 6 * 4)
        for sample in valid {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? "refused" : "served"))
            #expect(sample.connections >= sample.completed)
            #expect(sample.failures.isEmpty)
        }
        // 7 L + 3 rules of kube-router beside the service proxy's own.
        let rules = Dictionary(grouping: valid, by: \.arm).mapValues { Set($0.map(\.proof.filterRules)) }
        let proxyRules = try #require(rules[.off]?.first)
        #expect(rules[.on] == [7 * 12 + 3 + proxyRules])
        let run = try files.run()
        #expect(run.outcome == .completed && run.scales.count == 1)
        #expect(run.scales[0].podPositions == [6, 7], "the middle of 12")
        #expect(
            files.directory.names(in: "out/rules") == [
                "20service160pod-12local-off.iptables", "20service160pod-12local-on.ipset",
                "20service160pod-12local-on.iptables",
            ]
        )
        let picture = try files.text("curves.svg")
        #expect(picture.contains(">20service160pod<") && picture.contains(">20service160pod-kube-router<"))
        #expect(try files.text("summary.txt").contains("at 160 pods, 12 per node"))
    }

    @Test("A controller of nftables is switched and proved as well")
    func nftables() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--controller", "kube-router-2.11-nft", "--levels", "4", "--quads", "2", "--slice", "150ms", "--arms",
                "idle,on", "--position", "random", "--output", scratch.path("out"),
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let files = ResultFiles(directory: scratch, name: "out")
        let samples = try files.samples().filter { $0.void == nil }
        #expect(samples.count >= 16)
        for sample in samples {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.accepted > 2)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? "refused" : "served"))
            // Rules of nftables that no packet meets do not tell how many it passed.
            #expect((sample.rulesPerConnection == nil) == (sample.arm != .off))
        }
        let rules = Dictionary(grouping: samples, by: \.arm).mapValues { Set($0.map(\.proof.filterRules)) }
        let proxyRules = try #require(rules[.off]?.first)
        #expect(rules[.on] == [13 * 12 + 20 + proxyRules])
        #expect(rules[.idle] == [13 * 12 + 17 + proxyRules])
        #expect(try files.run().scales[0].rules["on.nftables"] == 13 * 12 + 20)
        let names = files.directory.names(in: "out/rules")
        #expect(
            names == [
                "20service160pod-12local-off.iptables", "20service160pod-12local-on.iptables",
                "20service160pod-12local-on.nft",
            ]
        )
        let table = try files.text("rules/20service160pod-12local-on.nft")
        #expect(table.hasPrefix("table ip kube-router-filter-ipv4 {\n"))
    }

    @Test(
        "A set that somebody changes under way voids the sample, also when it is put right at once, and the run goes on"
    )
    func intruder() async throws {
        let scratch = try ScratchDirectory()
        let files = ResultFiles(directory: scratch, name: "out")
        let run = try RunningCommand(
            ["run"] + Self.small + Self.long + [
                "--controller", "kube-router-2.11-nft", "--output", scratch.path("out"),
            ]
        )
        try await run.wait(for: 20) { scratch.lines(of: "out/samples.jsonl") >= 3 }
        let pid = "\(try #require(run.descendants().first { $0.name == "npbench-init" }?.pid))"
        let table = try files.text("rules/20service160pod-12local-on.nft")
        let set = try #require(table.split(separator: "\n").first { $0.hasPrefix("\tset KUBE-SRC-") }).split(
            separator: " "
        )
        for change in ["add", "delete"] {
            let element = "\(change) element ip kube-router-filter-ipv4 \(set[1]) { 192.0.2.1 }"
            let changed = try BuiltCommand(
                "shell",
                "--pid",
                pid,
                "--scale",
                "20service160pod-12local",
                "node",
                "--",
                "nft",
                element
            )
            #expect(changed.status == 0, "\(changed.errors)")
        }
        let seen = scratch.lines(of: "out/samples.jsonl")
        try await run.wait(for: 20) { scratch.lines(of: "out/samples.jsonl") >= seen + 6 }
        run.signal(SIGINT)
        #expect(try await run.end() == 130)
        let void = try files.samples().filter { $0.void.map { !$0.hasPrefix("CPU stolen") } ?? false }
        // Two changes, which may fall into two quads.
        let quads = Set(void.map { "\($0.concurrency) \($0.round) \($0.attempt)" })
        #expect((1...2).contains(quads.count))
        let voids = void.compactMap(\.void)
        #expect(voids.allSatisfy { $0.contains("somebody else wrote to nftables") })
    }

    @Test("Under two policies of nftables, one with an except, every sample is proved as well")
    func severalPolicies() throws {
        let scratch = try ScratchDirectory()
        let policy = { (name: String, block: String) in
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: \(name), namespace: default}
            spec:
              podSelector: {}
              policyTypes: [Ingress]
              ingress:
              - from: [{ipBlock: \(block)}]
                ports: [{port: 80}]

            """
        }
        let files = try [
            ("one", "{cidr: 14.215.0.0/16, except: [14.215.128.0/17]}"), ("two", "{cidr: 14.0.0.0/8}"),
        ].map { try scratch.write(policy($0.0, $0.1), to: "\($0.0).yaml") }
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--controller", "kube-router-2.11-nft", "--levels", "4", "--quads", "2", "--slice", "150ms", "--output",
                scratch.path("out"), "--policy",
            ] + files
        )
        #expect(result.status == 0, "\(result.errors)")
        let samples = try ResultFiles(directory: scratch, name: "out").samples().filter { $0.void == nil }
        #expect(samples.count >= 8)
        for sample in samples {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? "refused" : "served"))
        }
    }

    @Test(
        "Controllers of both kinds of tables are on one picture, each proved by its own rules, and held against each other"
    )
    func severalControllers() throws {
        let controllers = ["kube-router-0.2.0", "kube-router-2.11-nft", "kube-router-2.11", "calico-iptables"]
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--controller", controllers.joined(separator: ","), "--levels", "2,4", "--quads", "2", "--slice",
                "150ms",
                "--output", scratch.path("out"),
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let files = ResultFiles(directory: scratch, name: "out")
        let valid = try files.samples().filter { $0.void == nil }
        #expect(valid.count >= 4 * 2 * 2 * controllers.count)
        for sample in valid {
            let denial = sample.controller == "calico-iptables" ? "silent" : "refused"
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? denial : "served"))
        }
        // Whoever they are compared with, the loads of off saw the same rules; each controller has rules of its own.
        let hashes = Dictionary(grouping: valid) { $0.arm == .off ? "none" : $0.controller ?? "" }
            .mapValues { Set($0.map(\.proof.rulesHash)) }
        #expect(Set(hashes.keys) == Set(["none"] + controllers))
        #expect(hashes.values.allSatisfy { $0.count == 1 })
        #expect(Set(hashes.values.joined()).count == 5)

        let costs = try CostRow.rows(csv: files.text("cost.csv"), name: "cost.csv")
        #expect(costs.map(\.controller) == controllers.flatMap { [$0, $0, $0] })
        let contrasts = try ContrastRow.rows(csv: files.text("contrasts.csv"), name: "contrasts.csv")
        #expect(contrasts.count == 6)
        #expect(contrasts.contains { $0.cost.controller == "kube-router-2.11" && $0.against == "kube-router-2.11-nft" })
        #expect(try files.text("curves.svg").contains("-kube-router-2.11-nft</"))
        #expect(files.directory.names(in: "out/rules").contains("20service160pod-12local-kube-router-2.11-nft.nft"))
    }

    @Test("Through nftables, whose rules do not count, the pods' own counts prove each sample")
    func nftablesProxy() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--service-proxy", "kube-proxy-nftables-1.36", "--controller", "kube-router-2.11,kube-router-2.11-nft",
                "--levels", "4", "--quads", "2", "--slice", "150ms", "--output", scratch.path("out"),
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let files = ResultFiles(directory: scratch, name: "out")
        let valid = try files.samples().filter { $0.void == nil }
        #expect(valid.count >= 16)
        for sample in valid {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.accepted > 2)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? "refused" : "served"))
        }
        // What all share is written once; only the controller's own table comes and goes.
        let rules = try files.run().scales[0].rules
        let proxied = try #require(rules["off.nftables"])
        #expect(proxied > 20)
        #expect(rules["kube-router-2.11.nftables"] == proxied)
        #expect(rules["kube-router-2.11-nft.nftables"] == proxied + 13 * 12 + 20)
        #expect(rules["off.nat"] ?? 0 == 0)
    }

    @Test(
        "Where only pods are let in, the client is one of another node's",
        arguments: ["kube-router-0.2.0", "calico-iptables"]
    )
    func podClient(controller: String) throws {
        let scratch = try ScratchDirectory()
        let policy = try scratch.write(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: from-pods, namespace: default}
            spec:
              podSelector: {matchLabels: {app: test}}
              ingress:
              - from: [{podSelector: {matchLabels: {app: test}}}, {podSelector: {}}]
                ports: [{port: 80}]

            """,
            to: "policy.yaml"
        )
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--controller", controller, "--levels", "4", "--quads", "2", "--slice", "150ms", "--output",
                scratch.path("out"), "--policy", policy,
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let valid = try ResultFiles(directory: scratch, name: "out").samples().filter { $0.void == nil }
        #expect(valid.count >= 8)
        for sample in valid {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect((sample.proof.forbiddenProbe == "served") == (sample.arm == .off))
        }
    }

    @Test("Kept connections and a layout of today are measured as well")
    func keepAlive() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--connections", "keep-alive", "--service-proxy", "kube-proxy-iptables-1.36", "--levels", "8",
                "--quads", "2", "--slice", "150ms", "--position", "random", "--idle-cpus", "asleep", "--json",
                "--output",
                scratch.path("out"),
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(try ResultFiles(directory: scratch, name: "out").run().plan.keepsCPUsAwake == false)
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(document?["outcome"] as? String == "completed")
        let samples = try ResultFiles(directory: scratch, name: "out").samples().filter { $0.void == nil }
        #expect(samples.count >= 8)
        // Each twin's connections are opened with the first of its two samples, and stay.
        #expect(samples.allSatisfy { $0.connections == ($0.place < 2 ? 8 : 0) && $0.completed > 8 })
    }

    @Test("New and kept connections are measured in one run, each in every round, and told apart in every file")
    func bothModes() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            ["run"] + Self.small + [
                "--connections", "per-request,keep-alive", "--levels", "4,8", "--quads", "2", "--slice", "150ms",
                "--output", scratch.path("out"),
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let files = ResultFiles(directory: scratch, name: "out")
        let valid = try files.samples().filter { $0.void == nil }
        for round in 0..<2 {
            let modes = valid.filter { $0.round == round }.map(\.connectionMode)
            #expect(modes.count { $0 == .perRequest } >= 8 && modes.count { $0 == .keepAlive } >= 8)
        }
        for sample in valid {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(
                sample.connectionMode == .keepAlive
                    ? sample.connections == (sample.place < 2 ? sample.concurrency : 0)
                    : sample.connections >= sample.completed
            )
        }
        let costs = try CostRow.rows(csv: try files.text("cost.csv"), name: "cost.csv")
        #expect(
            costs.map(\.connections) == [.perRequest, .perRequest, .perRequest, .keepAlive, .keepAlive, .keepAlive]
        )
        #expect(costs.map(\.concurrency) == [4, 8, nil, 4, 8, nil])
        let curves = try files.text("curves.svg")
        #expect(curves.contains(">20service160pod-kube-router, keep-alive<"))
        let summary = try files.text("summary.txt")
        #expect(summary.contains("12 per node, keep-alive") && summary.contains("12 per node, per-request"))
        #expect(summary.contains("12 per node, connections kept alive"))
        let page = try files.text("report.html")
        #expect(page.contains("id=\"qps-2-title\"") && page.contains("<th scope=\"col\">connections</th>"))
        #expect(try BuiltCommand(["report", scratch.path("out")]).status == 0)
        #expect(try files.text("report.html") == page, "drawn again from the files, the page is another")
        let go = try BuiltCommand("report", scratch.path("out"), "--export", "benchfmt")
        #expect(go.output.contains("/conns=keep-alive/") && go.output.contains("/conns=per-request/"))
        let same = try BuiltCommand("compare", scratch.path("out"), scratch.path("out"))
        #expect(same.status == 0, "\(same.errors)")
        #expect(same.output.contains("kube-router-0.2.0, keep-alive: "))
    }

    @Test("A run ends when its interval is narrow enough, or says that its budget ended first")
    func precision() throws {
        let scratch = try ScratchDirectory()
        func run(_ precision: String, _ name: String) throws -> ResultFiles {
            let result = try BuiltCommand.undisturbed(
                ["run"] + Self.small + [
                    "--levels", "8", "--slice", "100ms", "--precision", precision, "--budget", "25s", "--output",
                    scratch.path(name),
                ]
            )
            #expect(result.status == 0, "\(result.errors)")
            return ResultFiles(directory: scratch, name: name)
        }
        let wide = try run("60%", "wide")
        #expect(try wide.samples().filter { $0.void == nil }.map(\.round).max() == 7)
        #expect(try wide.run().precision?.map(\.ended) == [.precise])
        #expect(try wide.text("summary.txt").contains("after 8 rounds, +-60.0 asked for: enough"))
        let narrow = try run("0.01%", "narrow")
        let record = try narrow.run()
        #expect(record.precision?.map(\.ended) == [.budget])
        #expect(record.precision?.map(\.rounds) == [record.plan.quads])
        #expect(record.plan.quads >= 8)
        #expect(
            record.warnings.contains { $0.finding.hasPrefix("The budget ended before the cost at 20service160pod") }
        )
        #expect(try narrow.text("summary.txt").contains("the budget ended"))
    }

    @Test("An interrupted run keeps what it measured, says so, and ends with status 130")
    func interrupt() async throws {
        let scratch = try ScratchDirectory()
        let run = try RunningCommand(["run"] + Self.small + Self.long + ["--output", scratch.path("out")])
        try await run.wait(for: 20) { scratch.lines(of: "out/samples.jsonl") >= 3 }
        run.signal(SIGINT)
        #expect(try await run.end() == 130)
        let files = ResultFiles(directory: scratch, name: "out")
        #expect(try files.samples().count >= 3)
        #expect(try files.run().outcome == .interrupted)
        #expect(try files.text("summary.txt").contains("interrupted"))
    }

    enum Victim: CaseIterable { case outer, initProcess, nginx }

    @Test("A kill at the worst moment leaves no process and no torn sample", arguments: Victim.allCases)
    func kill(victim: Victim) async throws {
        let scratch = try ScratchDirectory()
        let run = try RunningCommand(["run"] + Self.small + Self.long + ["--output", scratch.path("out")])
        try await run.wait(for: 20) { scratch.lines(of: "out/samples.jsonl") >= 3 }
        let family = run.descendants()
        let target: Int32? =
            switch victim {
            case .outer: run.pid
            case .initProcess: family.first { $0.name == "npbench-init" }?.pid
            case .nginx: family.first { $0.name == "nginx" }?.pid
            }
        try #require(Glibc.kill(try #require(target), SIGKILL) == 0)
        #expect(try await run.end() != 0)
        try await run.wait(for: 5) { family.allSatisfy { !RunningCommand.isAlive($0.pid) } }
        #expect(try ResultFiles(directory: scratch, name: "out").samples().count >= 3)
    }

    @Test("A held twin can be entered: the client reaches the Service, the node has the rules")
    func hold() async throws {
        let scratch = try ScratchDirectory()
        let run = try RunningCommand(["run"] + Self.small + ["--hold", "--output", scratch.path("out")])
        try await run.wait(for: 20) { run.output.contains("The twin is up") }
        let pid = "\(try #require(run.descendants().first { $0.name == "npbench-init" }?.pid))"
        let rules = try BuiltCommand("shell", "--pid", pid, "node", "--", "iptables-legacy", "-S", "FORWARD")
        #expect(rules.status == 0, "\(rules.errors)")
        #expect(rules.output.contains("-j KUBE-POD-FW-"))
        let load = try BuiltCommand(
            ["shell", "--pid", pid, "client", "--", BuiltCommand.executable.path, "load", "-n", "20", "-c", "2"]
                + [try #require(run.url)]
        )
        #expect(load.status == 0, "\(load.errors)")
        #expect(load.output.contains("Complete requests:      20\nFailed requests:        0"))
        let exit = try BuiltCommand("shell", "--pid", pid, "pod/test-0", "--", "sh", "-c", "exit 7")
        #expect(exit.status == 7)
        run.signal(SIGTERM)
        #expect(try await run.end() == 0)
    }
}
