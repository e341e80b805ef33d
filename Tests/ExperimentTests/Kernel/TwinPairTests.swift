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
    /// Quads whose samples take turns in two twins.
    @Suite("Turns in two twins", .serialized)
    struct TwinPairTests {
        private static let scale = Scale(services: 3, pods: 8, localPods: 5)
        private static let on = Treatment(.on, of: Controller.kubeRouter020.rawValue)

        private func pair(_ body: (TwinPair) throws -> Void) throws {
            try KernelTests.enter()
            var setup = TwinSetup.sample(try ClusterModel.synthetic())
            setup.controllers = [.kubeRouter020]
            let first = try TwinWorld(setup, scale: Self.scale)
            defer { first.tearDown() }
            let second = try TwinWorld(setup, scale: Self.scale, copy: 1)
            defer { second.tearDown() }
            _ = try first.start()
            _ = try second.start()
            try body(TwinPair(first: first, second: second))
        }

        private func request(
            _ treatments: [Treatment],
            _ connections: ConnectionMode = .perRequest,
            seconds: Double = 0.2
        ) -> QuadRequest {
            QuadRequest(
                Setting(Self.scale, connections),
                treatments: treatments,
                concurrency: 4,
                seconds: seconds,
                round: 0
            )
        }

        @Test(
            "Each sample has its turns in the twin of its treatment, and every connection is counted there",
            arguments: ConnectionMode.allCases
        )
        func turns(connections: ConnectionMode) throws {
            try pair { pair in
                for treatments in [[.off, Self.on, Self.on, .off], [Self.on, .off, .off, Self.on]] {
                    let samples = try pair.measure(request(treatments, connections))
                    try #require(samples.count == 4)
                    let turns = try #require(samples[0].turns)
                    for (sample, treatment) in zip(samples, treatments) {
                        #expect(sample.fault == nil, "\(treatment)")
                        #expect(sample.completed > 20)
                        #expect(sample.proof.accepted == sample.proof.expected)
                        #expect(sample.proof.forbiddenProbe == (treatment == .off ? "served" : "refused"))
                        #expect(sample.turns == turns && turns.count.isMultiple(of: 2))
                        // What is measured of a turn begins with a turn of the loop and ends with one.
                        let expected = Double(turns.count) * turns.measuredSeconds
                        #expect((0.5 * expected...1.3 * expected).contains(sample.seconds))
                        #expect(sample.cpu.client > 0 && sample.cpu.server > 0)
                    }
                    let walks = samples.map { $0.rulesPerConnection ?? 0 }
                    let (on, off) = treatments[0] == .off ? (walks[1], walks[0]) : (walks[0], walks[1])
                    #expect(on > off + 5, "the rules of the treatment were walked")
                    if connections == .keepAlive {
                        // Those of the short load before count too, and go on to nobody.
                        let opened = samples.map(\.connections)
                        #expect(opened[0] + opened[3] == 4 && opened[1] + opened[2] == 4)
                    }
                }
            }
        }

        @Test("A connection of somebody else voids the samples of the twin that it was made in, and no others")
        func stranger() throws {
            try pair { pair in
                let world = pair.second
                let probe = HTTPProbe(
                    address: world.target.clusterIP.description,
                    port: world.target.port.number,
                    host: "aside",
                    source: world.sources.allowed.description,
                    timeout: .seconds(1)
                )
                let client = world.client
                let aside = DispatchQueue(label: "npbench.test.aside")
                // After both short loads, while the turns go on.
                aside.asyncAfter(deadline: .now() + 1) { _ = client.run { probe.run() } }
                let samples = try pair.measure(request([.off, Self.on, Self.on, .off], seconds: 1))
                aside.sync {}
                let faults = samples.map(\.fault)
                #expect(faults[0] == nil && faults[3] == nil)
                for fault in [faults[1], faults[2]] { #expect(fault?.hasPrefix("arm not proven: ") == true) }
            }
        }
    }
}
