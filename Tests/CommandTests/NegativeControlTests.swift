import Foundation
import Results
import Testing

/// Runs that must not succeed: a benchmark that measures nothing draws fine curves, so these prove that npbench notices.
@Suite("Negative controls", .serialized)
struct NegativeControlTests {
    struct Control: CustomTestStringConvertible {
        var fault: String
        var controller = "kube-router-0.2.0"
        /// Words of the void samples' cause.
        var cause: String
        var testDescription: String { "\(fault) of \(controller)" }
    }

    static let controls = iptablesControls + nftControls

    private static let iptablesControls = [
        Control(fault: "set-missing", cause: "doesn't exist"),
        Control(fault: "restore-fails", cause: "could not replace table filter: iptables-legacy-restore exited"),
        Control(fault: "policy-misses", cause: "the forbidden probe was served, not refused"),
        Control(fault: "stuck-off", cause: "could not verify table filter"),
        Control(fault: "conntrack-full", cause: "conntrack is full"),
    ]

    private static let nftControls = [
        ("set-missing", "could not replace nftables kube-router-filter-ipv4: nft exited with status 1"),
        ("restore-fails", "could not replace nftables kube-router-filter-ipv4: nft exited with status 1"),
        ("policy-misses", "the forbidden probe was served, not refused"),
        ("stuck-off", "could not verify nftables"),
    ].map { Control(fault: $0.0, controller: "kube-router-2.11-nft", cause: $0.1) }

    @Test("A broken arm ends as an invalid run: void samples with the cause, status 7, no curve", arguments: controls)
    func control(_ control: Control) throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand(
            ["run"] + RunCommandTests.small + [
                "--preset", "smoke", "--fault", control.fault, "--controller", control.controller, "--output",
                scratch.path("out"),
            ]
        )
        #expect(result.status == 7, "\(result.errors)")
        #expect(result.errors.hasPrefix("npbench: ") && result.errors.contains(control.cause))
        #expect(result.errors.split(separator: "\n").count == 1)
        let files = ResultFiles(directory: scratch, name: "out")
        let broken = try files.samples().filter { control.fault == "conntrack-full" || $0.arm == .on }
        #expect(broken.count >= 3)
        #expect(broken.allSatisfy { $0.void?.contains(control.cause) == true })
        #expect(try CurveRow.rows(csv: try files.text("curves.csv"), name: "curves.csv").isEmpty)
        #expect(try CostRow.rows(csv: try files.text("cost.csv"), name: "cost.csv").isEmpty)
        #expect(!files.names.contains { $0.hasSuffix(".svg") || $0.hasSuffix(".png") || $0.hasSuffix(".gp") })
        let run = try files.run()
        #expect(run.outcome == .invalid && run.cause?.contains(control.cause) == true)
        #expect(try files.text("report.html").contains("This run is invalid: no cost can be told from it."))
    }

    @Test(
        "Policies that leave the target no allowed or no forbidden source are refused before anything is built",
        arguments: [
            ("selects other pods", "{app: other}", "- from: [{ipBlock: {cidr: 14.215.0.0/16}}]", "no policy isolates"),
            ("forbids nobody", "{}", "- {}", "forbid no source"),
            ("allows nobody", "{}", "", "allow no source"),
        ]
    )
    func policy(name: String, labels: String, ingress: String, cause: String) throws {
        let scratch = try ScratchDirectory()
        let selector = labels == "{}" ? "{}" : "{matchLabels: \(labels)}"
        let policy = try scratch.write(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p, namespace: default}
            spec:
              podSelector: \(selector)
              policyTypes: [Ingress]
              ingress: \(ingress.isEmpty ? "[]" : "\n  \(ingress)")
            """,
            to: "policy.yaml"
        )
        let result = try BuiltCommand(
            ["run"] + RunCommandTests.small + ["--policy", policy, "--output", scratch.path("out")]
        )
        #expect(result.status == 7, "\(result.errors)")
        #expect(result.errors.contains(cause) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(!scratch.names().contains("out"), "nothing is left behind")
    }
}
