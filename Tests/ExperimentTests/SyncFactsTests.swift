import Experiment
import Results
import Testing

@Suite("What the syncs of a run came to")
struct SyncFactsTests {
    private let churn = Treatment(.churn, of: "kube-router-0.2.0")

    private func plan(_ arms: [Arm]) -> RunPlan {
        var plan = RunPlan.sample(levels: [8], arms: arms)
        plan.churnSeconds = 1
        return plan
    }

    private func samples() -> [SampleRecord] {
        var samples = SampleRecord.quads(SampleRecord.workedCase, compared: churn)
        for index in samples.indices where samples[index].arm == .churn {
            samples[index].sync = SyncTally(processes: 10, syncs: 0.25, busySeconds: 0.5)
            samples[index].cpu.sync = 200_000
        }
        return samples
    }

    @Test("They are the sums over the samples that count")
    func sums() throws {
        var samples = samples()
        samples[1].void = "arm not proven"
        let facts = try #require(SyncFacts.all(of: plan([.on, .churn]), samples))
        #expect(facts.count == 1)
        #expect(facts[0].controller == "kube-router-0.2.0")
        #expect(facts[0].scale == .large)
        // Eleven of twelve, a second each.
        #expect(facts[0].loadSeconds == 11)
        #expect(facts[0].processes == 110)
        #expect(abs(facts[0].syncs - 2.75) < 1e-9)
        #expect(abs(facts[0].busySeconds - 5.5) < 1e-9)
        #expect(abs(facts[0].cpuSeconds - 2.2) < 1e-9)
    }

    @Test("A run without the arm has none, and one that was cut short before it has an empty list")
    func none() {
        #expect(SyncFacts.all(of: .sample(), samples()) == nil)
        #expect(SyncFacts.all(of: plan([.on, .churn]), []) == [])
    }

    @Test("A scale that held less than two syncs is warned of")
    func few() throws {
        var facts = try #require(SyncFacts.all(of: plan([.on, .churn]), samples()))
        // Twelve quarters.
        #expect(RunWarning.syncs(facts).isEmpty)
        facts[0].syncs = 1.996
        let warning = try #require(RunWarning.syncs(facts).first)
        #expect(warning.kind == .fewSyncs)
        #expect(warning.about == [Scale.large.label])
        #expect(warning.finding.contains("held 2.0 syncs of kube-router-0.2.0"))
        facts[0].syncs = 2
        facts[0].processes = 0
        #expect(RunWarning.syncs(facts).count == 1)
        #expect(RunWarning.syncs([]).isEmpty)
    }

    @Test("Sync work is no part of the CPU time of requests")
    func apart() {
        let time = SampleRecord.CPUTime(client: 1, server: 2, softirq: 4, includesSoftirq: true, sync: 100)
        #expect(time.total == 3)
    }
}
