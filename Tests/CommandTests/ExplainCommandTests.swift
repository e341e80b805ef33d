import Foundation
import Testing

@Suite struct ExplainCommandTests {
    private static let small = ["explain", "--services", "3", "--pods", "6", "--local-pods", "4"]
    private static let controllers = [
        "kube-router-0.2.0", "kube-router-tke", "kube-router-2.11", "kube-router-2.11-nft",
    ]

    private func explain(_ arguments: String...) throws -> BuiltCommand {
        try BuiltCommand(Self.small + arguments)
    }

    @Test("An allowed connection to a Service is explained for each endpoint, with the rules of both kinds of packets")
    func service() throws {
        let command = try explain("--from", "14.215.0.2", "--to", "default/test:80")
        #expect(command.status == 0)
        #expect(command.errors == "")
        #expect(command.lines.first == "14.215.0.2 to default/test-0 (10.244.0.2) port 80/TCP by default/test:80")
        #expect(command.lines.count { $0 == "API: allowed" } == 2)
        #expect(command.lines.count { $0 == "kube-router-0.2.0 on npb-node: allowed" } == 2)
        #expect(command.output.contains("allowed by default/npd ingress[2]"))
        #expect(command.lines.count { $0.hasPrefix("A new packet is accepted: ") } == 2)
        #expect(command.lines.contains { $0.contains("-j DNAT --to-destination 10.244.0.3:80") })
        #expect(command.lines.count { $0.hasPrefix("A packet of the known connection is accepted: 7 rules ") } == 1)
    }

    @Test("Tables of nftables are walked as those of iptables are, to each endpoint of a Service")
    func nftables() throws {
        let arguments = [
            "--controller", "kube-router-2.11-nft", "--service-proxy", "kube-proxy-nftables-1.36", "--from",
            "14.215.0.2",
            "--to", "default/test:80",
        ]
        let text = try BuiltCommand(Self.small + arguments)
        #expect(text.status == 0)
        #expect(text.lines.count { $0.hasPrefix("A new packet is accepted: ") } == 2)
        #expect(text.lines.count { $0.contains("meta l4proto tcp dnat ip to numgen random mod 2 map") } == 2)
        #expect(text.lines.contains { $0.hasPrefix("  kube-proxy 1: nat-prerouting jump services") })
        #expect(text.lines.contains { $0.hasPrefix("  kube-router-filter-ipv4 1: KUBE-NWPLCY-TAIL meta mark") })
        #expect(!text.output.contains("mistake"))
        let json = try BuiltCommand(Self.small + arguments + ["--json"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let connections = try #require(object["connections"] as? [[String: Any]])
        let walks = connections.compactMap { ($0["new"] as? [String: Any])?["matched"] as? [String] }
        // Each endpoint's pod has its own chain.
        let chains = walks.compactMap { $0.last { $0.hasPrefix("KUBE-POD-FW-") }?.split(separator: " ").first }
        #expect(Set(chains).count == 2)
    }

    @Test("Behind IPVS a connection passes input and output, and is judged alike", arguments: controllers)
    func ipvs(controller: String) throws {
        let proxy = ["--service-proxy", "kube-proxy-ipvs-1.36", "--controller", controller, "--to", "default/test:80"]
        let allowed = try BuiltCommand(Self.small + proxy + ["--from", "14.215.0.2"])
        #expect(allowed.status == 0)
        #expect(allowed.lines.count { $0.hasPrefix("A new packet is accepted: ") } == 2)
        #expect(allowed.lines.contains { $0.contains("-A KUBE-IPVS-FILTER -m set --match-set KUBE-CLUSTER-IP") })
        #expect(!allowed.output.contains("mistake"))
        let denied = try BuiltCommand(Self.small + proxy + ["--from", "192.0.2.1"])
        #expect(denied.lines.count { $0.hasPrefix("A new packet is rejected with icmp-port-unreachable: ") } == 2)
        #expect(!denied.output.contains("mistake"))
    }

    @Test("A denied one is rejected by every controller's rules, as the policies say", arguments: controllers)
    func denied(controller: String) throws {
        let command = try explain(
            "--from",
            "192.0.2.1",
            "--to",
            "default/test-1:80",
            "--controller",
            controller
        )
        #expect(command.status == 0)
        #expect(command.lines.contains("API: denied"))
        #expect(command.lines.contains("\(controller) on npb-node: denied"))
        #expect(command.lines.contains { $0.hasPrefix("A new packet is rejected with icmp-port-unreachable: ") })
        #expect(!command.output.contains("mistake"))
    }

    @Test("A deviation that makes the difference is named, in text and in JSON")
    func deviation() throws {
        let scratch = try ScratchDirectory()
        let policy = try scratch.write(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p, namespace: default}
            spec:
              podSelector: {}
              ingress: [{from: [{ipBlock: {cidr: 14.0.0.0/8, except: [14.215.0.0/16]}}]}]
            """,
            to: "policy.yaml"
        )
        let question = ["--policy", policy, "--from", "14.215.0.2", "--to", "default/test-0:80"]
        let text = try BuiltCommand(Self.small + question)
        #expect(text.lines.contains("API: denied"))
        #expect(text.lines.contains("kube-router-0.2.0 on npb-node: allowed"))
        #expect(text.lines.contains("  unlike the API, since an ipBlock's except is ignored"))
        let json = try BuiltCommand(Self.small + question + ["--json"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let connections = try #require(object["connections"] as? [[String: Any]])
        #expect(connections.count == 1)
        #expect(connections[0]["allowed"] as? Bool == false)
        #expect(connections[0]["admitted"] as? Bool == true)
        #expect(connections[0]["deviations"] as? [String] == ["ignoresExcept"])
        #expect((connections[0]["new"] as? [String: Any])?["verdict"] as? String == "accepted")
        let new = try BuiltCommand(Self.small + question + ["--controller", "kube-router-2.11"])
        #expect(new.lines.contains("kube-router-2.11 on npb-node: denied"))
    }

    @Test("What does not pass the node is said to, and walks no rule")
    func elsewhere() throws {
        let command = try explain("--from", "default/test-0", "--to", "default/test-0:80")
        #expect(command.output.contains("no rule sees the connection, since it does not leave the pod"))
        #expect(!command.output.contains("rules tested"))
    }

    @Test(
        "Bad questions end in one sentence and exit status 64",
        arguments: [
            ["--from", "nobody", "--to", "default/test-0:80"], ["--from", "default/none", "--to", "default/test-0:80"],
            ["--from", "14.215.0.2", "--to", "default/test-0"], ["--from", "14.215.0.2", "--to", "default/test:81"],
            ["--from", "14.215.0.2", "--to", "10.244.0.2:0"], ["--from", "14.215.0.2", "--to", "10.244.0.2:70000"],
            ["--from", "14.215.0.2", "--to", "10.244.0.2:80", "--protocol", "icmp"],
        ]
    )
    func refused(arguments: [String]) throws {
        let command = try BuiltCommand(Self.small + arguments)
        #expect(command.status == 64)
        #expect(command.output == "")
        #expect(command.errors.hasPrefix("npbench: cannot "))
        #expect(command.errors.split(separator: "\n").count == 1)
    }

    @Test("A connection of IPv6 is explained by its family's rules")
    func ipv6() throws {
        let scratch = try ScratchDirectory()
        let policy = try scratch.write(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p, namespace: default}
            spec:
              podSelector: {}
              ingress: [{from: [{ipBlock: {cidr: "::/0"}}, {ipBlock: {cidr: 0.0.0.0/0}}]}]
            """,
            to: "policy.yaml"
        )
        let six = ["--dual-stack", "--controller", "kube-router-2.11", "--policy", policy]
        let allowed = try BuiltCommand(Self.small + six + ["--from", "2001:db8::1", "--to", "[fd00:10:244::2]:80"])
        #expect(allowed.errors == "")
        #expect(allowed.lines.first == "2001:db8::1 to default/test-0 (fd00:10:244::2) port 80/TCP")
        #expect(allowed.lines.contains("kube-router-2.11 on npb-node: allowed"))
        #expect(allowed.lines.contains { $0.contains("--match-set inet6:KUBE-SRC-") })
        let denied = try BuiltCommand(Self.small + six + ["--from", "64:ff9b::1", "--to", "default/test-0:80"])
        #expect(denied.lines.contains("API: allowed"))
        #expect(denied.lines.contains("kube-router-2.11 on npb-node: denied"))
        #expect(denied.lines.contains("  unlike the API, since an ipBlock of ::/0 holds 2000::/3 and fd00::/8 alone"))
        #expect(denied.lines.contains { $0.hasPrefix("A new packet is rejected with icmp6-port-unreachable: ") })
        #expect(!denied.output.contains("mistake"))
    }

    @Test(
        "What IPv6 lacks is said in one sentence",
        arguments: [
            (["--to", "default/test:80"], 64, "npbench has no Services of IPv6; give a pod"),
            (["--to", "10.244.0.2:80"], 64, "give two of a family"),
            (["--to", "fd00:10:244::2:80"], 64, "[IPV6-ADDRESS]:PORT"),
            (["--to", "[fd00:10:244::2]:80", "--controller", "calico-iptables"], 6, "has no IPv6 rules"),
        ] as [([String], Int32, String)]
    )
    func ipv6Refusals(arguments: [String], status: Int32, sentence: String) throws {
        let command = try BuiltCommand(Self.small + ["--dual-stack", "--from", "fd00::1"] + arguments)
        #expect(command.status == status)
        #expect(command.errors.contains(sentence))
    }
}
