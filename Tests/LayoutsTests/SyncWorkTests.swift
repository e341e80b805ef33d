import Cluster
import Rules
import Testing

@testable import Layouts

/// What a sync starts, against kube-router's and Felix's sources.
@Suite("Sync work")
struct SyncWorkTests {
    private func work(
        _ controller: Controller,
        _ cluster: ClusterModel,
        on node: Node,
        sparing counted: [RuleReference] = []
    ) throws -> (work: SyncWork, installed: Ruleset) {
        let programs = NodePrograms(serviceProxy: .kubeProxyIptables110, controller: controller, seed: 1)
        let installed = try programs.ruleset(for: cluster, on: node)
        let layout = try #require(controller.layout(seed: 1) as? any SyncingLayout)
        return (try layout.syncWork(for: cluster, on: node, in: installed, sparing: counted), installed)
    }

    private func published(_ controller: Controller, pods: Int) throws -> (work: SyncWork, installed: Ruleset) {
        var cluster = try SyntheticCluster(services: 100, pods: pods).model
        cluster.policies = [.npdMultiport]
        return try work(controller, cluster, on: cluster.node(named: SyntheticCluster.nodeName))
    }

    @Test(
        "kube-router 0.2.0 starts 24 L + 15 processes of iptables and 2 N + 11 of ipset",
        arguments: [(2000, 22), (6000, 62), (8000, 82)]
    )
    func kubeRouter020(pods: Int, local: Int) throws {
        let work = try published(.kubeRouter020, pods: pods).work
        #expect(work.count(of: .iptables) == 24 * local + 15)
        #expect(work.count(of: .ipset) == 2 * (pods + 2) + 11)
        #expect(work.steps.count == work.count(of: .iptables) + work.count(of: .ipset))
    }

    @Test("TKE's fills three sets of blocks besides, of an entry each")
    func tke() throws {
        let work = try published(.kubeRouterTKE, pods: 2000).work
        #expect(work.count(of: .iptables) == 24 * 22 + 15)
        #expect(work.count(of: .ipset) == 2 * 2002 + 11 + 3 * 6)
    }

    @Test("A pod of both directions has one chain, which is found there the second time")
    func bothDirections() throws {
        let cluster = ClusterModel(
            pods: [Fixture.pod("a", 2)],
            policies: [Fixture.policy("p", types: [.ingress, .egress], ingress: [], egress: [])]
        )
        let work = try work(.kubeRouter020, cluster, on: Fixture.node).work
        // Policies: 2 + 2 more versions; ingress of the pod 1 + 15, egress 8; cleaning up 2 + 10 for the pod + 4 for the policy.
        #expect(work.count(of: .iptables) == 4 + 1 + 15 + 8 + 2 + 10 + 4)
        #expect(work.steps.count { $0.arguments.contains("-D") } == 5)
        #expect(work.steps.count { $0.arguments.contains("-N") && $0.status == 1 } == 3)
    }

    @Test("An egress policy is jumped to from FORWARD alone")
    func egress() throws {
        let cluster = ClusterModel(
            pods: [Fixture.pod("a", 2)],
            policies: [Fixture.policy("p", types: [.egress], egress: [])]
        )
        let work = try work(.kubeRouter020, cluster, on: Fixture.node).work
        let jumps = work.steps.compactMap(\.line).filter { $0.hasPrefix("-I FORWARD") }
        #expect(jumps.count == 2)
        #expect(!work.steps.contains { $0.line?.hasPrefix("-I OUTPUT") == true })
    }

    @Test("0.2.0 changes no chain that is there, and puts its jumps behind those that are")
    func present() throws {
        let (work, installed) = try published(.kubeRouter020, pods: 2000)
        let known = Set((installed[.filter]?.chains ?? []).map(\.name))
        #expect(work.passingChains.count == 23)
        #expect(work.passingChains.isDisjoint(with: known))
        var inserted = 0
        for step in work.steps where step.program == .iptables {
            let words = (step.line ?? "").split(separator: " ")
            guard words.count > 1, known.contains(String(words[1])) else { continue }
            // Behind the 44 or 22 jumps of the arm.
            let place = try #require(Int(words[2]))
            #expect(place > (words[1] == "FORWARD" ? 44 : 22), "\(step.title)")
            inserted += words[0] == "-I" ? 1 : -1
        }
        #expect(inserted == 0)
    }

    @Test("What it makes it removes: each chain once made and once deleted, each temporary set too")
    func balance() throws {
        let work = try published(.kubeRouter020, pods: 2000).work
        let lines = work.steps.compactMap(\.line)
        for chain in work.passingChains {
            #expect(lines.count { $0 == "-N \(chain)" } == 1)
            #expect(lines.count { $0 == "-X \(chain)" } == 1)
        }
        for set in work.passingSets {
            #expect(lines.count { $0.hasPrefix("create \(set) ") } == 1)
            #expect(lines.count { $0 == "destroy \(set)" } == 1)
        }
        #expect(work.passingSets == ["KUBE-SRC-NB4PGYGMHBD24ZLP-temp", "KUBE-DST-NB4PGYGMHBD24ZLP-temp"])
    }

    @Test("kube-router 2.11 looks 27 times, then reads and writes everything once")
    func kubeRouter211() throws {
        let work = try published(.kubeRouter211, pods: 2000).work
        #expect(work.count(of: .iptables) == 27)
        #expect(work.steps.dropFirst(27).map(\.program) == [.iptablesSave, .ipset, .ipset, .iptablesRestore, .ipset])
        #expect(work.steps.allSatisfy { $0.status == 0 && $0.line == nil })
        #expect(work.passingChains.isEmpty)
    }

    @Test("2.11 writes every rule anew but those of the chains that are spared")
    func spared() throws {
        var cluster = try SyntheticCluster(services: 10, pods: 80, localPods: 6).model
        cluster.policies = [.npdMultiport]
        let node = try cluster.node(named: SyntheticCluster.nodeName)
        let (all, installed) = try work(.kubeRouter211, cluster, on: node)
        let filter = try #require(installed[.filter])
        let chain = try #require(filter.chains.first { $0.name.hasPrefix("KUBE-POD-FW-") })
        let counted = RuleReference(table: .filter, chain: chain.name, index: 8)
        let some = try work(.kubeRouter211, cluster, on: node, sparing: [counted]).work
        func rules(_ work: SyncWork) -> [Substring] {
            let step = work.steps.first { $0.program == .iptablesRestore }
            return String(decoding: step?.input ?? [], as: UTF8.self).split(separator: "\n").filter {
                $0.hasPrefix("-A ")
            }
        }
        #expect(rules(all).count == filter.ruleCount)
        #expect(rules(some).count == filter.ruleCount - chain.rules.count)
        #expect(!rules(some).contains { $0.hasPrefix("-A \(chain.name) ") })
    }

    @Test(
        "kube-router 2.11 with nftables starts 2 P + 2 L + 9 processes",
        arguments: [(2000, 22), (6000, 62), (8000, 82)]
    )
    func nftables(pods: Int, local: Int) throws {
        let work = try published(.kubeRouter211Nft, pods: pods).work
        #expect(work.steps.count == 2 + 2 * local + 9)
        #expect(work.count(of: .nft) == work.steps.count)
        #expect(work.passingNftChains.values.map(\.count) == [local + 1])
    }

    @Test("A transaction that is too long for a message is refused in a sentence")
    func longTransaction() throws {
        let error = try #require(throws: LayoutError.self) { _ = try published(.kubeRouter211Nft, pods: 12_000) }
        #expect(error.description.contains("does not fit into a message"))
    }

    @Test("Felix reads its tables and sets, and writes nothing")
    func calico() throws {
        let work = try published(.calicoIptables, pods: 2000).work
        #expect(Set(work.steps.map(\.program)) == [.iptablesSave, .ipset])
        #expect(work.steps.allSatisfy { $0.input.isEmpty && $0.line == nil })
        #expect(work.steps.last?.arguments == ["list"])
    }

    @Test("Every controller's syncs are known", arguments: Controller.allCases)
    func all(controller: Controller) {
        #expect(controller.layout(seed: 1) is any SyncingLayout)
    }
}

/// A sync that was cut short and goes on later.
@Suite("Catching up with a sync")
struct SyncCatchUpTests {
    private let work = SyncWork([
        .iptablesVersion,
        .filter("-N", "A"),
        .set("create", "s-temp", "hash:ip"),
        .set("add", "s-temp", "10.0.0.1"),
        .set("swap", "s", "s-temp"),
        .set("destroy", "s-temp"),
        .check(Rule(target: .accept), in: "A", isThere: false),
        .filter("-A", "A", rule: Rule(matches: [.comment("two words")], target: .accept)),
        .set("create", "t-temp", "hash:ip"),
        .filter("-D", "FORWARD", "3"),
    ])

    private func inputs(_ count: Int) -> [String] {
        work.catchUp(count).map { String(decoding: $0.input, as: UTF8.self) }
    }

    @Test("Nothing has been done, nothing is to do")
    func none() {
        #expect(work.catchUp(0).isEmpty)
        #expect(work.catchUp(1).isEmpty)
    }

    @Test("Commands on rules are one process, in which a new chain is declared")
    func rules() {
        #expect(inputs(2) == ["*filter\n:A - [0:0]\nCOMMIT\n"])
        #expect(
            inputs(8) == ["*filter\n:A - [0:0]\n-A A -m comment --comment \"two words\" -j ACCEPT\nCOMMIT\n"]
        )
        #expect(inputs(10).last?.contains("\n-D FORWARD 3\n") == true)
        #expect(work.catchUp(8).map(\.arguments) == [["--wait", "--noflush"]])
    }

    @Test("Of sets only the one that is being filled is there again")
    func sets() {
        #expect(inputs(4).first == "create s-temp hash:ip\nadd s-temp 10.0.0.1\n")
        #expect(inputs(5).first == "create s-temp hash:ip\nadd s-temp 10.0.0.1\nswap s s-temp\n")
        #expect(inputs(6).count == 1)
        #expect(inputs(9).first == "create t-temp hash:ip\n")
    }

    @Test("Arguments are those of the real programs")
    func arguments() {
        #expect(work.steps[0].arguments == ["--version"])
        #expect(work.steps[1].arguments == ["-t", "filter", "-N", "A", "--wait"])
        #expect(work.steps[2].arguments == ["create", "-exist", "s-temp", "hash:ip"])
        #expect(work.steps[5].arguments == ["destroy", "s-temp"])
        #expect(work.steps[6].arguments == ["-t", "filter", "-C", "A", "-j", "ACCEPT", "--wait"])
        #expect(work.steps[6].status == 1)
        #expect(
            work.steps[7].arguments
                == ["-t", "filter", "-A", "A", "-m", "comment", "--comment", "two words", "-j", "ACCEPT", "--wait"]
        )
    }

    @Test("Transactions of nftables run in few processes, and what they made is removed in one")
    func nftables() {
        let step = SyncStep(.nft, ["-f", "-"], input: Array(repeating: 65, count: 12_000), line: "chain")
        let look = SyncStep(.nft, ["--json", "list", "sets", "ip"])
        let work = SyncWork([step, look, step, step], passingNftChains: ["ip t": ["a", "b"]])
        #expect(work.catchUp(4).map(\.input.count) == [24_000, 12_000])
        #expect(work.catchUp(2).map(\.input.count) == [12_000])
        #expect(
            work.nftCleanUp.map { String(decoding: $0.input, as: UTF8.self) } == [
                "add chain ip t a\nadd chain ip t b\nflush chain ip t a\nflush chain ip t b\n"
                    + "delete chain ip t a\ndelete chain ip t b\n"
            ]
        )
    }

    @Test("A message names a step by its first words")
    func title() {
        #expect(work.steps[1].title == "iptables-legacy -t filter -N A ...")
        #expect(work.steps[5].title == "ipset destroy s-temp")
    }
}
