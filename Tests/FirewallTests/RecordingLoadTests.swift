import Rules
import Testing

@testable import Firewall

@Suite("What the real programs wrote goes into the kernel and comes out again", .serialized)
struct RecordingLoadTests {
    @Test("Every recorded table lists as it was recorded", arguments: Recording.all)
    func tables(name: String) throws {
        let ruleset = try Recording(name).ruleset
        try FreshNamespace.run {
            try KernelFirewall.load(sets: ruleset.sets)
            for table in ruleset.tables {
                try KernelFirewall.replace(table)
                let meant = table.withoutCounters()
                #expect(try KernelFirewall.savedTable(table.name).withoutCounters() == meant)
                try KernelFirewall.verify(table)
            }
        }
    }

    @Test("A snapshot has the chains, policies, targets and rule counts of the recording", arguments: Recording.all)
    func snapshots(name: String) throws {
        let ruleset = try Recording(name).ruleset
        try FreshNamespace.run {
            try KernelFirewall.load(sets: ruleset.sets)
            for table in ruleset.tables {
                try KernelFirewall.replace(table)
                let snapshot = try KernelFirewall.snapshot(table.name)
                #expect(snapshot.ruleCount == table.ruleCount)
                #expect(snapshot.chains.map(\.name) == table.chains.map(\.name))
                #expect(snapshot.chains.map(\.policy) == table.chains.map(\.policy))
                for (chain, meant) in zip(snapshot.chains, table.chains) {
                    #expect(chain.rules.map(\.target) == meant.rules.map { self.name(of: $0.target) })
                }
            }
        }
    }

    @Test(
        "Every recorded set lists as it was recorded, the order of its entries aside",
        arguments: Recording.controllers
    )
    func sets(name: String) throws {
        let meant = try Recording(name).ruleset.sets
        try FreshNamespace.run {
            try KernelFirewall.load(sets: meant)
            let sets = try KernelFirewall.sets()
            #expect(sets.map(\.name) == meant.map(\.name))
            for (set, meant) in zip(sets, meant) {
                #expect(Set(set.entries) == Set(meant.entries))
                var emptied = set
                emptied.entries = meant.entries
                #expect(emptied == meant)
            }
        }
    }

    private func name(of target: RuleTarget?) -> String {
        switch target {
        case nil: ""
        case .accept: "ACCEPT"
        case .drop: "DROP"
        case .return: "RETURN"
        case .jump(let chain), .goto(let chain): chain
        case .reject: "REJECT"
        case .dnat: "DNAT"
        case .masquerade: "MASQUERADE"
        case .mark: "MARK"
        case .log: "NFLOG"
        }
    }
}
