import Cluster
import Linux
package import Results
package import Rules

/// The testbed on one machine: a twin of the node under test for each scale, in network namespaces of its own.
///
/// Two twins, where samples take turns in both. A twin that is not under load costs memory (`TwinMemory`) and no CPU time: its nginx sleep, and nothing in it has a timer.
package struct TwinTestbed: Testbed {
    /// Receives the facts of a scale that is up, and the ruleset of each treatment.
    package typealias Prepared = (RunRecord.ScaleFacts, [Treatment: Ruleset]) throws(TestbedError) -> Void

    private let setup: TwinSetup
    private let prepared: Prepared
    private var worlds: [Scale: TwinWorld] = [:]
    /// The second of each scale, if there are two.
    private var seconds: [Scale: TwinWorld] = [:]
    /// One set of threads, however many twins are up.
    private var wakefulCPUs: WakefulCPUs?

    package init(_ setup: TwinSetup, prepared: @escaping Prepared = { _, _ in }) {
        self.setup = setup
        self.prepared = prepared
    }

    package mutating func prepare(_ scale: Scale) throws(TestbedError) -> RunRecord.ScaleFacts {
        let world = try TwinWorld(setup, scale: scale)
        worlds[scale] = world
        var facts = try world.start()
        if setup.interleaving == .fine {
            let second = try TwinWorld(setup, scale: scale, copy: 1)
            seconds[scale] = second
            facts.twinUpSeconds += try second.start().twinUpSeconds
        }
        try prepared(facts, world.rulesets())
        return facts
    }

    package mutating func program(_ treatment: Treatment, at scale: Scale, round: Int) throws(TestbedError) {
        try keepAwake()
        try present(scale).program(treatment, round: round)
    }

    package mutating func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement {
        try present(request.scale).measure(request)
    }

    package mutating func measure(_ request: QuadRequest) throws(TestbedError) -> [Measurement] {
        try keepAwake()
        let scale = request.setting.scale
        guard let second = seconds[scale] else {
            throw TestbedError(.failed, "could not take turns at \(scale.label): one twin of it is up, not two")
        }
        return try TwinPair(first: present(scale), second: second).measure(request)
    }

    package mutating func conclude(_ scale: Scale) throws(TestbedError) {
        try present(scale).checkTranslation()
        try seconds[scale]?.checkTranslation()
    }

    package mutating func tearDown() {
        wakefulCPUs = nil
        for world in Array(worlds.values) + seconds.values { world.tearDown() }
        worlds = [:]
        seconds = [:]
    }

    /// Where the load goes: the Service's address and port.
    package func targetURL(at scale: Scale) throws(TestbedError) -> String {
        let target = try present(scale).target
        return "http://\(target.clusterIP):\(target.port.number)/"
    }

    /// From the first switch on: before it twins come up, which takes the CPUs anyway.
    private mutating func keepAwake() throws(TestbedError) {
        guard setup.cpus.areKeptAwake, wakefulCPUs == nil else { return }
        do throws(SystemError) {
            wakefulCPUs = try WakefulCPUs(setup.cpus.all)
        } catch {
            throw TestbedError(.failed, "\(error); run with --idle-cpus asleep")
        }
    }

    private func present(_ scale: Scale) throws(TestbedError) -> TwinWorld {
        guard let world = worlds[scale] else {
            throw TestbedError(.failed, "could not use the twin of \(scale.label): it has not been prepared")
        }
        return world
    }
}
