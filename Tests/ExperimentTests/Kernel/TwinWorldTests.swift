import Addressing
import Cluster
import Curl
import Dispatch
@testable import Experiment
import Layouts
import Linux
import Policy
import Results
import Testing

extension KernelTests {
    /// What a sample in a twin takes over from the one before it, and what it must find out anew.
    @Suite("Samples in a twin", .serialized)
    struct TwinWorldTests {
        private static let scale = Scale(services: 3, pods: 8, localPods: 5)

        private func world(_ controller: Controller, churnSeconds: Double? = nil) throws -> TwinWorld {
            try KernelTests.enter()
            let cluster = try ClusterModel.synthetic()
            var setup = TwinSetup.sample(cluster)
            setup.controllers = [controller]
            setup.churnSeconds = churnSeconds
            let world = try TwinWorld(setup, scale: TwinWorldTests.scale)
            do {
                _ = try world.start()
            } catch {
                world.tearDown()
                throw error
            }
            return world
        }

        private func sample(_ treatment: Treatment, in world: TwinWorld, seconds: Double = 0.1) throws -> Measurement {
            let setting = Setting(TwinWorldTests.scale, .perRequest)
            return try world.measure(SampleRequest(setting, treatment: treatment, concurrency: 4, seconds: seconds))
        }

        private func fault(_ treatment: Treatment, in world: TwinWorld) throws -> String? {
            try sample(treatment, in: world).fault
        }

        @Test("One connection of somebody else between two samples voids the second, and no other")
        func connectionBetween() throws {
            let world = try world(.kubeRouter020)
            defer { world.tearDown() }
            let probe = HTTPProbe(
                address: world.target.clusterIP.description,
                port: world.target.port.number,
                host: "aside",
                source: world.sources.allowed.description,
                timeout: .seconds(1)
            )
            for treatment in [Treatment(.on, of: Controller.kubeRouter020.rawValue), .off] {
                try world.program(treatment, round: 0)
                #expect(try fault(treatment, in: world) == nil, "\(treatment)")
                let aside = world.client.run { probe.run() }
                try #require(aside == .served(status: 200))
                let fault = try fault(treatment, in: world)
                #expect(fault?.hasPrefix("arm not proven: ") == true, "\(treatment)")
                #expect(try self.fault(treatment, in: world) == nil, "\(treatment)")
            }
        }

        @Test("After syncs that wrote to nftables all of it is listed again: a table that came between is found")
        func listingAfterSyncs() throws {
            let controller = Controller.kubeRouter211Nft
            let world = try world(controller, churnSeconds: 0.1)
            defer { world.tearDown() }
            let churn = Treatment(.churn, of: controller.rawValue)
            try world.program(churn, round: 0)
            let clean = try sample(churn, in: world, seconds: 0.4)
            #expect(clean.fault == nil)
            #expect((clean.sync?.processes ?? 0) > 0)
            let node = world.node.name
            let stranger = DispatchQueue(label: "npbench.test.stranger")
            stranger.asyncAfter(deadline: .now() + 0.2) {
                _ = try? ChildProcess.run("ip", ["netns", "exec", node, "nft", "add table ip stranger"])
            }
            let error = #expect(throws: TestbedError.self) {
                _ = try sample(churn, in: world, seconds: 0.6)
            }
            stranger.sync {}
            #expect(error?.kind == .unproven)
            #expect(error?.description.contains("stranger") == true, "\(error?.description ?? "")")
        }
    }
}
