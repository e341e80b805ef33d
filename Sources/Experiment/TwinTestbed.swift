import Cluster
package import Results
package import Rules

/// The testbed on one machine: a twin of the node under test, built anew for each scale.
package struct TwinTestbed: Testbed {
    /// Receives the facts of a scale that is up, and the ruleset of each treatment.
    package typealias Prepared = (RunRecord.ScaleFacts, [Treatment: Ruleset]) throws(TestbedError) -> Void

    private let setup: TwinSetup
    private let prepared: Prepared
    private var world: TwinWorld?

    package init(_ setup: TwinSetup, prepared: @escaping Prepared = { _, _ in }) {
        self.setup = setup
        self.prepared = prepared
    }

    package mutating func prepare(_ scale: Scale) throws(TestbedError) -> RunRecord.ScaleFacts {
        let world = try TwinWorld(setup, scale: scale)
        self.world = world
        let facts = try world.start()
        try prepared(facts, world.rulesets())
        return facts
    }

    package mutating func program(_ treatment: Treatment, round: Int) throws(TestbedError) {
        try present().program(treatment, round: round)
    }

    package mutating func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement {
        try present().measure(request)
    }

    package mutating func conclude() throws(TestbedError) {
        try present().checkTranslation()
    }

    package mutating func tearDown() {
        world?.tearDown()
        world = nil
    }

    /// Where the load goes: the Service's address and port.
    package func targetURL() throws(TestbedError) -> String {
        let target = try present().target
        return "http://\(target.clusterIP):\(target.port.number)/"
    }

    private func present() throws(TestbedError) -> TwinWorld {
        guard let world else { throw TestbedError(.failed, "could not use the twin: no scale has been prepared") }
        return world
    }
}
