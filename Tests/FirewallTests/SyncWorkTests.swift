import Addressing
import Cluster
import Layouts
import Linux
import Rules
import Testing

@testable import Firewall

/// Replayed syncs in a real kernel, process by process.
@Suite("Sync work in the kernel", .serialized)
struct SyncWorkTests {
    private struct Installed {
        var work: SyncWork
        var ruleset: Ruleset
        /// The chains of the rules that must go on counting.
        var spared: Set<String>
    }

    private static let iptables: [Controller] = [.kubeRouter020, .kubeRouterTKE, .kubeRouter211, .calicoIptables]

    /// The node's rules under the policies called `names`.
    private func install(_ controller: Controller, policies: [NetworkPolicy] = [.npdMultiport]) throws -> Installed {
        var cluster = try SyntheticCluster(services: 4, pods: 40, localPods: 5).model
        cluster.policies = policies
        let node = try cluster.node(named: SyntheticCluster.nodeName)
        let layout = try #require(controller.layout(seed: 1) as? any SyncingLayout)
        let ruleset = try NodePrograms(serviceProxy: .kubeProxyIptables110, controller: controller, seed: 1)
            .ruleset(for: cluster, on: node)
        let pods = cluster.localPods(on: node.name).compactMap(\.address).prefix(2)
        let counted = try layout.acceptRules(for: cluster, on: node, toward: pods.map { .v4($0) })
        #expect(!counted.isEmpty)
        try KernelFirewall.load(sets: ruleset.sets)
        for table in ruleset.tables { try KernelFirewall.replace(table) }
        if !ruleset.nftables.isEmpty { try KernelFirewall.apply(NftReplacement(replacing: ruleset.nftables)) }
        return Installed(
            work: try layout.syncWork(for: cluster, on: node, in: ruleset, sparing: counted),
            ruleset: ruleset,
            spared: Set(counted.map(\.chain))
        )
    }

    private func run(_ steps: some Sequence<SyncStep>) throws {
        for step in steps {
            let output = try ChildProcess.run(step.program.rawValue, step.arguments, input: step.input, timeout: 10)
            try #require(output.end == .exited(step.status), "\(step.title) \(output.end): \(output.errorText)")
        }
    }

    private func tidy(_ work: SyncWork) throws {
        try KernelFirewall.remove(chains: work.passingChains, from: .filter)
        try KernelFirewall.destroy(sets: KernelFirewall.setNames().filter(work.passingSets.contains))
        try run(work.nftCleanUp)
    }

    private func contents() throws -> [String: Set<IPSet.Entry>] {
        Dictionary(uniqueKeysWithValues: try KernelFirewall.sets().map { ($0.name, Set($0.entries)) })
    }

    @Test("Every process ends as it must, and rules and sets are what they were", arguments: iptables)
    func whole(controller: Controller) throws {
        try FreshNamespace.run {
            let installed = try install(controller)
            let before = try KernelFirewall.snapshot(.filter).hash
            let sets = try contents()
            try run(installed.work.steps)
            #expect(try KernelFirewall.snapshot(.filter).hash == before)
            #expect(try contents() == sets)
            try KernelFirewall.verify(try #require(installed.ruleset[.filter]))
            // And again: a sync leaves nothing that the next one stumbles over.
            try run(installed.work.steps)
            #expect(try KernelFirewall.snapshot(.filter).hash == before)
        }
    }

    @Test("Policies of both directions and with peers are synced as well", arguments: iptables)
    func directions(controller: Controller) throws {
        var both = NetworkPolicy.npdMultiport
        both.name = "both"
        both.policyTypes = [.ingress, .egress]
        both.egress = both.ingress
        var peers = NetworkPolicy.npdMultiport
        peers.name = "peers"
        peers.ingress = [NetworkPolicy.Rule(peers: [.pods(podSelector: LabelSelector(), namespaceSelector: nil)])]
        try FreshNamespace.run {
            let installed = try install(controller, policies: [both, peers])
            let before = try KernelFirewall.snapshot(.filter).hash
            try run(installed.work.steps)
            #expect(try KernelFirewall.snapshot(.filter).hash == before)
        }
    }

    @Test("The counters of the rules that prove an arm go on counting", arguments: iptables)
    func counters(controller: Controller) throws {
        try FreshNamespace.run {
            let installed = try install(controller)
            var table = try #require(installed.ruleset[.filter]).inKernelOrder()
            for chain in table.chains.indices {
                for rule in table.chains[chain].rules.indices {
                    table.chains[chain].rules[rule].counters = Counters(packets: 7, bytes: 700)
                }
            }
            try run([
                SyncStep(
                    .iptablesRestore,
                    ["--counters", "-T", "filter"],
                    input: table.iptablesSaveBytes(counters: true)
                )
            ])
            try run(installed.work.steps)
            let after = try KernelFirewall.snapshot(.filter)
            for name in installed.spared {
                let counters = try #require(after[name]).rules.map(\.counters.packets)
                #expect(!counters.isEmpty && counters.allSatisfy { $0 == 7 }, "\(name)")
            }
        }
    }

    @Test(
        "A sync that is cut short is taken back, and goes on later where it was",
        arguments: [Controller.kubeRouter020, .kubeRouterTKE]
    )
    func cut(controller: Controller) throws {
        try FreshNamespace.run {
            let work = try install(controller).work
            let before = try KernelFirewall.snapshot(.filter)
            let sets = try contents()
            for count in stride(from: 1, to: work.steps.count, by: 19) {
                try run(work.catchUp(count))
                try run(work.steps[count..<min(count + 19, work.steps.count)])
                try tidy(work)
                #expect(try KernelFirewall.snapshot(.filter).hash == before.hash, "after \(count) and 19 steps")
                #expect(try contents() == sets, "after \(count) and 19 steps")
            }
        }
    }

    @Test("kube-router's tables of nftables are as they were after a sync, whole or cut short")
    func nftables() throws {
        try FreshNamespace.run {
            let work = try install(.kubeRouter211Nft).work
            let before = try KernelFirewall.nftables()
            try run(work.steps)
            #expect(try KernelFirewall.nftables().hash == before.hash)
            for count in stride(from: 1, to: work.steps.count, by: 4) {
                try run(work.catchUp(count))
                try run(work.steps[count..<min(count + 4, work.steps.count)])
                try tidy(work)
                #expect(try KernelFirewall.nftables().hash == before.hash, "after \(count) and 4 steps")
            }
        }
    }

    @Test("Several policies are counted at the end of the chain that a sync writes anew, which is then left alone")
    func sparedTail() throws {
        var other = NetworkPolicy.npdMultiport
        other.name = "other"
        try FreshNamespace.run {
            let installed = try install(.kubeRouter211Nft, policies: [.npdMultiport, other])
            #expect(installed.spared == ["KUBE-NWPLCY-TAIL"])
            let before = try KernelFirewall.nftables()
            try run(installed.work.steps)
            #expect(try KernelFirewall.nftables().hash == before.hash)
            let texts = installed.work.steps.map { String(decoding: $0.input, as: UTF8.self) }
            #expect(!texts.contains { $0.contains("chain ip kube-router-filter-ipv4 KUBE-NWPLCY-TAIL\n") })
        }
    }

    @Test("Chains go with the jumps to them, and nobody's counters are touched")
    func removal() throws {
        let jump = Rule(target: .jump("GONE"), counters: Counters(packets: 3, bytes: 3))
        let stay = Rule(target: .jump("STAYS"), counters: Counters(packets: 5, bytes: 5))
        let table = Table(
            name: .filter,
            chains: [
                Chain(name: "INPUT", policy: .accept, rules: [jump]),
                Chain(name: "FORWARD", policy: .accept, rules: [jump, stay, jump, stay]),
                Chain(name: "OUTPUT", policy: .accept),
                Chain(name: "GONE", rules: [Rule(target: .accept)]),
                Chain(name: "STAYS", rules: [jump, Rule(target: .accept)]),
            ]
        )
        try FreshNamespace.run {
            try run([
                SyncStep(.iptablesRestore, ["--counters"], input: table.iptablesSaveBytes(counters: true))
            ])
            try KernelFirewall.remove(chains: ["GONE", "NEVER-THERE"], from: .filter)
            let after = try KernelFirewall.savedTable(.filter)
            #expect(after["GONE"] == nil)
            #expect(after["INPUT"]?.rules.isEmpty == true)
            #expect(after["FORWARD"]?.rules == [stay, stay])
            #expect(after["STAYS"]?.rules.map(\.target) == [.accept])
            try KernelFirewall.remove(chains: ["GONE"], from: .filter)
            #expect(try KernelFirewall.savedTable(.filter) == after)
        }
    }

    @Test("The names of sets are those that were loaded")
    func names() throws {
        try FreshNamespace.run {
            #expect(try KernelFirewall.setNames().isEmpty)
            try KernelFirewall.load(sets: [IPSet(name: "b", kind: .hashIP), IPSet(name: "a", kind: .hashNet)])
            #expect(Set(try KernelFirewall.setNames()) == ["a", "b"])
        }
    }
}
