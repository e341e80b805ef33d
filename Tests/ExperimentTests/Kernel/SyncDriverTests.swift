import Cluster
@testable import Experiment
import Firewall
import Foundation
import Layouts
import Linux
import Results
import Rules
import Testing

extension KernelTests {
    /// Syncs of a driver in a namespace that has a controller's rules.
    @Suite("Syncs beside a load", .serialized)
    struct SyncDriverTests {
        private struct Node {
            var name: String
            var namespace: NetworkNamespace
            var program: ArmProgram
        }

        private func node(_ name: String, _ controller: Controller = .kubeRouter020) throws -> Node {
            let cluster = try ClusterModel.synthetic()
            var setup = TwinSetup.sample(cluster)
            setup.controllers = [controller]
            let program = try ArmProgram(
                Treatment(.churn, of: controller.rawValue),
                of: setup,
                cluster: cluster,
                drawSeed: 1
            )
            let namespace = try KernelTests.makeNamespace(name)
            try namespace.run {
                try KernelFirewall.load(sets: program.ruleset.sets)
                for table in program.ruleset.tables { try KernelFirewall.replace(table) }
                if !program.nftables.isEmpty {
                    try KernelFirewall.apply(NftReplacement(replacing: program.nftables))
                }
            }
            return Node(name: name, namespace: namespace, program: program)
        }

        private func driver(_ node: Node, period: Double) throws -> SyncDriver {
            try SyncDriver(in: node.name, period: period, seed: 1, scale: .small)
        }

        private func hash(_ node: Node) throws -> String {
            try node.namespace.run {
                "\(try KernelFirewall.snapshot(.filter).hash) \(try KernelFirewall.nftables(besides: []).hash)"
            }
        }

        @Test(
            "Samples that cut syncs short leave the rules as meant, and together make whole syncs",
            arguments: [Controller.kubeRouter020, .kubeRouter211, .kubeRouter211Nft, .calicoIptables]
        )
        func samples(controller: Controller) throws {
            let node = try node("sync-samples-\(Controller.allCases.firstIndex(of: controller) ?? 0)", controller)
            let before = try hash(node)
            let work = try #require(node.program.syncWork)
            let driver = try driver(node, period: 0.1)
            var syncs = 0.0
            for _ in 0..<200 where syncs < 2.5 {
                let replay = try driver.begin(work, of: "a")
                Thread.sleep(forTimeInterval: 0.03)
                #expect(try driver.end(replay, work) == nil)
                syncs += replay.use.syncs
                #expect(try hash(node) == before)
            }
            #expect(syncs >= 2.5)
            let sets = try node.namespace.run { try KernelFirewall.setNames() }
            #expect(sets == node.program.ruleset.sets.map(\.name))
        }

        @Test("A process that fails is the sample's cause, and the next sample is none the worse for it")
        func failure() throws {
            let node = try node("sync-failure")
            let before = try hash(node)
            var work = try #require(node.program.syncWork)
            let whole = work
            // After what has made chains and jumps: a chain that is not there cannot be emptied.
            let place = try #require(work.steps.firstIndex { $0.arguments.contains("-D") })
            work.steps[place] = SyncStep(.iptables, ["-t", "filter", "-F", "NOWHERE", "--wait"])
            let driver = try driver(node, period: 0.1)
            var cause: String?
            for _ in 0..<400 where cause == nil {
                let replay = try driver.begin(work, of: "a")
                Thread.sleep(forTimeInterval: 0.03)
                cause = try driver.end(replay, work)
            }
            #expect(
                cause?.hasPrefix("sync failed: iptables-legacy -t filter -F NOWHERE ... exited with status 1: ") == true
            )
            #expect(try hash(node) == before)
            let replay = try driver.begin(whole, of: "a")
            Thread.sleep(forTimeInterval: 0.1)
            #expect(try driver.end(replay, whole) == nil)
            #expect(replay.use.processes > 0)
            #expect(try hash(node) == before)
        }

        @Test("Where a sync must go on, but can not, it begins anew the next time")
        func lostPlace() throws {
            let node = try node("sync-lost")
            let work = try #require(node.program.syncWork)
            let driver = try driver(node, period: 0.01)
            for _ in 0..<100 where (driver.clocks["a"]?.step ?? 0) < 5 {
                let replay = try driver.begin(work, of: "a")
                Thread.sleep(forTimeInterval: 0.03)
                #expect(try driver.end(replay, work) == nil)
            }
            try #require((driver.clocks["a"]?.step ?? 0) >= 5)
            // No name for a chain.
            var broken = work
            broken.steps[0].line = "-N "
            #expect(throws: TestbedError.self) { _ = try driver.begin(broken, of: "a") }
            let again = try driver.begin(work, of: "a")
            #expect(try driver.end(again, work) == nil)
        }

        @Test("Each treatment has a time of its own")
        func treatments() throws {
            let node = try node("sync-treatments")
            let work = try #require(node.program.syncWork)
            let driver = try driver(node, period: 0.1)
            for name in ["a", "b", "a", "b"] {
                let replay = try driver.begin(work, of: name)
                Thread.sleep(forTimeInterval: 0.15)
                #expect(try driver.end(replay, work) == nil)
                #expect(replay.use.processes > 0, "\(name)")
            }
        }
    }
}
