import Foundation
import Testing

@Suite struct RulesCommandTests {
    @Test("A controller alone, a proxy alone, and both print their rules")
    func programs() throws {
        let small = ["--services", "3", "--pods", "6", "--local-pods", "4"]
        func rules(_ arguments: [String]) throws -> [Substring] {
            let command = try BuiltCommand(["rules"] + small + arguments)
            #expect(command.status == 0)
            #expect(command.errors == "")
            return command.lines.filter { $0.hasPrefix("-A") }
        }
        let controller = ["--controller", "kube-router-0.2.0"]
        let proxy = ["--service-proxy", "kube-proxy-iptables-1.10"]
        #expect(try rules(controller).count == 7 * 4 + 3)
        #expect(try rules(proxy).count == 3 + 3 + 4 * (2 + 3 * 2) + 6)
        let node = try rules(controller + proxy)
        #expect(node.count == 31 + 44)
        #expect(try rules([]) == node)
    }

    @Test("The seed's cluster makes 577 rules of kube-router 0.2.0 unless told otherwise")
    func defaults() throws {
        let command = try BuiltCommand("rules", "--controller", "kube-router-0.2.0")
        #expect(command.lines.count { $0.hasPrefix("-A") } == 577)
    }

    @Test("The test pods stand where --position says", arguments: [("first", 1), ("middle", 3), ("last", 5)])
    func position(position: String, place: Int) throws {
        let command = try BuiltCommand(
            "rules",
            "--services",
            "3",
            "--pods",
            "6",
            "--local-pods",
            "6",
            "--controller",
            "kube-router-0.2.0",
            "--position",
            position
        )
        let output = command.lines.filter { $0.hasPrefix("-A OUTPUT") }
        #expect(output.firstIndex { $0.contains("name:test-0 ") } == place - 1)
    }

    @Test("Sets are printed as ipset restore reads them")
    func sets() throws {
        let command = try BuiltCommand("rules", "--services", "1", "--pods", "1", "--format", "ipset")
        #expect(
            command.output.hasPrefix(
                "create KUBE-DST-NB4PGYGMHBD24ZLP hash:ip family inet hashsize 1024 maxelem 65536 timeout 0\n"
            )
        )
        #expect(command.lines.count { $0.hasPrefix("add ") } == 2 * 3)
    }

    @Test("Tables of nftables are printed as nft lists them, by themselves where there is nothing else")
    func nftables() throws {
        let size = ["rules", "--services", "3", "--pods", "6", "--local-pods", "4"]
        let small = size + ["--controller", "kube-router-2.11-nft"]
        let alone = try BuiltCommand(small)
        #expect(alone.output.hasPrefix("table ip kube-router-filter-ipv4 {\n"))
        #expect(alone.lines.count { $0.contains(" jump KUBE-POD-FW-") } == 5 * 4)
        #expect(try BuiltCommand(small + ["--format", "nft"]).output == alone.output)
        #expect(try BuiltCommand(small + ["--format", "iptables"]).output == "")
        let proxy = try BuiltCommand(small + ["--service-proxy", "kube-proxy-nftables-1.36"])
        #expect(proxy.lines.filter { $0.hasPrefix("table ") }.count == 2)
        #expect(proxy.output.hasSuffix(alone.output))
        let node = try BuiltCommand(small + ["--service-proxy", "kube-proxy-iptables-1.36"])
        #expect(node.output.hasPrefix("*filter\n"))
    }

    @Test("IPVS is printed in three texts, one for each program that reads it")
    func ipvs() throws {
        let small = [
            "rules", "--services", "3", "--pods", "6", "--local-pods", "4", "--service-proxy", "kube-proxy-ipvs-1.36",
        ]
        let servers = try BuiltCommand(small + ["--format", "ipvs"])
        #expect(servers.status == 0)
        #expect(servers.lines.count { $0.hasPrefix("-A -t ") && $0.hasSuffix(" -s rr") } == 4)
        #expect(servers.lines.count { $0.hasSuffix(" -m -w 1") } == 8)
        let sets = try BuiltCommand(small + ["--format", "ipset"])
        #expect(sets.lines.count { $0.hasPrefix("add KUBE-CLUSTER-IP ") } == 4)
        #expect(sets.lines.count { $0.hasPrefix("create ") } == 17)
        let tables = try BuiltCommand(small)
        #expect(tables.output.hasPrefix("*filter\n"))
        #expect(tables.lines.count { $0.contains("KUBE-CLUSTER-IP") } == 3)
        #expect(try BuiltCommand("rules", "--format", "ipvs", "--services", "1", "--pods", "2").output == "")
    }

    @Test("A family's rules are printed alone: chains and sets of ip6tables, and a table of nftables")
    func ipv6() throws {
        let small = ["rules", "--services", "3", "--pods", "6", "--local-pods", "4", "--dual-stack"]
        let six = small + ["--family", "ipv6", "--controller"]
        let rules = try BuiltCommand(six + ["kube-router-2.11"])
        #expect(rules.errors == "")
        #expect(rules.lines.count { $0.hasPrefix("-A KUBE-ROUTER-FORWARD -") && $0.contains("fd00:10:244::") } == 4 * 4)
        #expect(!rules.output.contains("10.244."))
        let sets = try BuiltCommand(six + ["kube-router-2.11", "--format", "ipset"])
        #expect(sets.output.hasPrefix("create inet6:KUBE-DST-A2AT63AHNTDRUFGO hash:ip family inet6 "))
        #expect(sets.lines.count { $0.hasPrefix("add inet6:") } == 8)
        let table = try BuiltCommand(six + ["kube-router-2.11-nft"])
        #expect(table.output.hasPrefix("table ip6 kube-router-filter-ipv6 {\n"))
        #expect(
            table.lines.count { $0.contains("ip6 daddr fd00:10:244::") && $0.contains(" jump KUBE-POD-FW-") } == 2 * 4
        )
        // IPv4 is what it is without a second family.
        let four = ["--controller", "kube-router-2.11"]
        #expect(try BuiltCommand(small + four).output == BuiltCommand(small.dropLast() + four).output)
    }

    @Test(
        "Bad input ends in one sentence and the right exit status",
        arguments: [
            (["--controller", "calico"], 64, "no controller is called 'calico'"),
            (["--service-proxy", "ipvs"], 64, "no service proxy is called 'ipvs'"),
            (["--services", "0"], 64, "give --services 1 or more"),
            (["--pods", "-5"], 64, "cannot make a cluster of -5 pods"),
            (["--pods", "10,10"], 64, "--pods names a number twice"),
            (["--pods", "10,20"], 64, "give --pods one number"),
            (["--local-pods", "1"], 64, "local pods"),
            (["--cluster", "/nonexistent.yaml"], 1, "cannot read /nonexistent.yaml: No such file or directory"),
            (["--cluster", "/"], 1, "cannot read /: Is a directory"),
            (["--policy", "/nonexistent.yaml"], 1, "cannot read /nonexistent.yaml: No such file or directory"),
            (["--node", "elsewhere"], 64, "cannot take 'elsewhere' as the node under test"),
            (["--target", "default/none:80"], 64, "the cluster has no such Service"),
            (["--cluster-cidr", "0.0.0.0/0"], 64, "--cluster-cidr 0.0.0.0/0"),
            (["--family", "ipv6", "--dual-stack"], 6, "kube-router-0.2.0 has no IPv6 rules"),
            (["--family", "ipv6", "--controller", "kube-router-2.11"], 64, "give --dual-stack too"),
            (
                ["--family", "ipv6", "--dual-stack", "--service-proxy", "kube-proxy-iptables-1.36"], 64,
                "npbench has no Services of IPv6"
            ),
            (["--cluster", "x.yaml", "--dual-stack"], 64, "cannot use --dual-stack with --cluster x.yaml"),
        ] as [([String], Int32, String)]
    )
    func badInput(arguments: [String], status: Int32, sentence: String) throws {
        let command = try BuiltCommand(["rules"] + arguments)
        #expect(command.status == status)
        #expect(command.output == "")
        #expect(command.errors.hasPrefix("npbench: "))
        #expect(command.errors.contains(sentence))
        #expect(command.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "A value that no option takes is a usage error",
        arguments: [
            ["--pods", "many"], ["--family", "ipx"], ["--target", "test"], ["--position", "top"],
            ["--cluster-cidr", "10.0.0.1"],
        ]
    )
    func usage(arguments: [String]) throws {
        let command = try BuiltCommand(["rules"] + arguments)
        #expect(command.status == 64)
        #expect(command.errors.contains("'\(arguments[1])'"))
    }

    @Test("A full disk is reported, not ignored")
    func fullDisk() throws {
        let process = Process()
        process.executableURL = BuiltCommand.executable
        process.arguments = ["rules", "--services", "1", "--pods", "1"]
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
    }
}
