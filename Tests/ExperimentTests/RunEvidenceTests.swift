import Experiment
import Results
import Testing

@Suite("What samples show beside curves and costs")
struct RunEvidenceTests {
    private let plan = RunPlan.sample(levels: [8])
    private let worked = SampleRecord.quads(SampleRecord.workedCase)

    private func near(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
        abs(value - expected) <= tolerance
    }

    @Test("The control of the worked case has the published t, and says what the analysis says")
    func control() throws {
        let control = try #require(RunEvidence(plan: plan, samples: worked, costs: []).control)
        #expect(control.quads == 6)
        // mean of r -.0030160, sd .0093256: t -.7922 with 5 degrees of freedom.
        #expect(near(control.differencePercent, -0.30115, 1e-4))
        #expect(near(control.low, -1.2721, 1e-3) && near(control.high, 0.6794, 1e-3))
        #expect(near(control.p, 0.4641, 0.0001))
        #expect(control.p == Analysis(plan: plan, samples: worked).nullP)
        #expect(control.outcome == .passed)
        #expect(near(control.medianFloorPercent, 0.66, 0.0051))
        #expect(control.largestFloorPercent == control.medianFloorPercent)
    }

    @Test("A control that may have differed by chance is suspect")
    func suspect() throws {
        // r has a mean of .0184 and a sd of .0184: t 2.8 with 7 degrees of freedom.
        let steps = [9100, 9300, 9000, 9250, 9050, 9400, 8950, 9300].map { [10000, 9000, $0, 10000] }
        let control = try #require(RunEvidence(plan: plan, samples: SampleRecord.quads(steps), costs: []).control)
        #expect((0.01..<0.05).contains(control.p))
        #expect(control.outcome == .suspect)
    }

    @Test("A control that differs in each quad is an alarm; without a quad there is none")
    func alarm() {
        let steps = (0..<8).map { [10000, 9000, 9900 + $0, 10000] }
        let evidence = RunEvidence(plan: plan, samples: SampleRecord.quads(steps), costs: [])
        #expect(evidence.control?.outcome == .alarm)
        #expect(RunEvidence(plan: plan, samples: [], costs: []) == RunEvidence())
    }

    @Test("Of two modes of connections each has its rules walked, and samples are held against their own mode's mean")
    func modes() throws {
        var both = plan
        both.connectionModes = [.perRequest, .keepAlive]
        var kept = worked
        for index in kept.indices {
            kept[index].connectionMode = .keepAlive
            kept[index].completed *= 3
        }
        let samples = worked + kept
        let evidence = RunEvidence(plan: both, samples: samples, costs: Analysis(plan: both, samples: samples).costs)
        #expect(evidence.walks.map(\.connections) == [.perRequest, .perRequest, .keepAlive, .keepAlive])
        #expect(evidence.walks.map(\.samples) == [12, 12, 12, 12])
        #expect(evidence.order.prefix(24).allSatisfy { $0.connections == .perRequest })
        #expect(evidence.order.suffix(24).allSatisfy { $0.connections == .keepAlive })
        for (one, other) in zip(evidence.order, evidence.order.dropFirst(24)) {
            #expect(near(one.deviationPercent, other.deviationPercent, 1e-9))
        }
    }

    @Test("Rules walked are the median of the samples that are not void, beside the scale's primary cost")
    func walks() throws {
        var samples = worked
        for index in samples.indices { samples[index].rulesPerConnection = samples[index].arm == .on ? 1500 : 40 }
        samples[1].rulesPerConnection = 9000
        samples[2].rulesPerConnection = 1_000_000
        samples[2].void = "a probe was served"
        let costs = Analysis(plan: plan, samples: worked).costs
        let rows = RunEvidence(plan: plan, samples: samples, costs: costs).walks
        #expect(rows.map(\.arm) == [.off, .on])
        #expect(rows.map(\.rulesPerConnection) == [40, 1500])
        #expect(rows.map(\.samples) == [12, 11])
        #expect(rows[0].costPercent == 0 && rows[0].low.isNaN)
        #expect(rows[1].costPercent == costs.last?.costPercent && rows[1].high == costs.last?.high)
    }

    @Test("Rules that nobody counted are no number, and a cost that may not be told is none")
    func uncounted() throws {
        var samples = worked
        for index in samples.indices { samples[index].rulesPerConnection = nil }
        let rows = RunEvidence(plan: plan, samples: samples, costs: []).walks
        #expect(rows.allSatisfy { $0.rulesPerConnection.isNaN })
        #expect(rows.last?.costPercent.isNaN == true)
    }

    @Test(
        "Each sample stands in its place against the mean of its kind; a void one takes its quad out of those that count"
    )
    func order() throws {
        var samples = worked
        samples[5].void = "CPU stolen"
        samples[9].completed = 0
        let rows = RunEvidence(plan: plan, samples: samples, costs: []).order
        #expect(rows.count == samples.count)
        #expect(rows.map(\.void).filter { !$0.isEmpty } == ["CPU stolen"])
        // The sample without a request makes no contrast: its quad does not count either.
        #expect(rows.indices.filter { !rows[$0].counts } == [4, 5, 6, 7, 8, 9, 10, 11])
        #expect(rows[9].deviationPercent.isNaN)
        let off = rows.filter { $0.arm == .off }
        // Geometric mean of the twelve of off, computed apart: 9935.0826.
        #expect(near(off[0].deviationPercent, 100 * (off[0].qps / 9935.0826 - 1), 1e-3))
        #expect(off.allSatisfy { $0.controller == "none" })
        #expect(rows[0].place == 0 && rows[7].place == 3 && rows[7].round == 1)
    }
}
