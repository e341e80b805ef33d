import Experiment
import Results
import Statistics
import Testing

@Suite("Pilot")
struct PilotTests {
    private func pilot(
        _ testbed: SimulatedTestbed,
        _ plan: RunPlan = .sample(scales: [.small, .large], levels: RunSize.defaultLevels),
        seconds: Double,
        isInterrupted: @escaping () -> Bool = { false }
    ) throws(TestbedError) -> PilotFindings {
        var pilot = Pilot(
            plan: plan,
            testbed: testbed,
            seconds: seconds,
            isInterrupted: isInterrupted,
            now: { testbed.clock }
        )
        return try pilot.run()
    }

    @Test("It learns what a sample of each treatment takes beside its slice, as a round's samples do on average")
    func overhead() throws {
        let testbed = SimulatedTestbed()
        testbed.overheads = [.off: 0.1, .idle: 0.3, .on: 1.5]
        let findings = try pilot(testbed, .sample(scales: [.small, .large], arms: [.idle, .on]), seconds: 0)
        #expect(findings.overheads.count == 3)
        for (treatment, expected) in testbed.overheads {
            #expect(abs((findings.overheads[treatment] ?? 0) - expected) < 1e-9)
        }
        // Two quads: four samples of off, two of each other.
        #expect(abs(findings.meanOverhead - (4 * 0.1 + 2 * 0.3 + 2 * 1.5) / 8) < 1e-9)
        #expect(findings.samples == 3 + 8)
        #expect(findings.noise == nil)
        #expect(testbed.calls.first == .prepare(.large), "the scale with most rules")
        #expect(testbed.calls.last == .tearDown)
    }

    @Test(
        "Where switching is dear it measures as many comparisons as its time allows, one at least",
        arguments: [0.0, 14]
    )
    func dear(seconds: Double) throws {
        let plan = RunPlan.sample(scales: [.large], arms: [.idle, .on])
        func compared(_ overhead: Double) throws -> (Set<Treatment>, Double) {
            let testbed = SimulatedTestbed()
            testbed.overheads = [.off: overhead, .idle: overhead, .on: overhead]
            let findings = try pilot(testbed, plan, seconds: seconds)
            #expect(abs(findings.meanOverhead - overhead) < 1e-9)
            return (Set(findings.overheads.keys), findings.seconds)
        }
        #expect(try compared(0.1).0 == [.off, .idle, .on])
        let (measured, time) = try compared(1.5)
        #expect(measured == [.off, .idle])
        // Set-up and six samples, which is more than half of 14 s, but leaves no time for a series.
        #expect(abs(time - (4 + 6 * 1.6)) < 1e-9)
        #expect(try compared(30).0 == [.off, .idle])
    }

    @Test(
        "It keeps to its time, and measures noise at both lengths and over levels and treatments",
        arguments: [15.0, 60]
    )
    func noise(seconds: Double) throws {
        let testbed = SimulatedTestbed()
        testbed.noise = 0.01
        testbed.fastNoise = 3e-5
        let findings = try pilot(testbed, seconds: seconds)
        #expect(findings.seconds <= seconds)
        #expect(findings.seconds > seconds - 6)
        let noise = try #require(findings.noise)
        let spread = noise.variance(slice: 0.4, spacing: 0.5).squareRoot()
        #expect((0.006...0.025).contains(spread))
        #expect(Set(findings.curve.map(\.slice)) == [0.1, 0.6])
        #expect(findings.fastShare == 0.5)
        #expect(findings.curve.allSatisfy { abs($0.spacing - $0.slice - 0.1) < 1e-9 })
        let series = testbed.calls.compactMap { call -> String? in
            guard case .measure(let treatment, _, let level) = call else { return nil }
            return "\(treatment) \(level)"
        }
        #expect(Set(series).count >= (seconds > 30 ? 6 : 3))
    }

    @Test("It looks at both modes of connections")
    func modes() throws {
        let testbed = SimulatedTestbed()
        testbed.noise = 0.01
        let findings = try pilot(testbed, .sample(modes: [.perRequest, .keepAlive]), seconds: 40)
        let kept = testbed.calls.count { if case .measureKept = $0 { true } else { false } }
        #expect(kept > 6 + 2 * 8)
        #expect(kept < findings.samples - 6 - 2 * 8)
    }

    @Test("Where samples take turns, it takes quads: one more of each comparison, and of one treatment for the noise")
    func turns() throws {
        let testbed = SimulatedTestbed()
        testbed.noise = 0.01
        testbed.cost = [.on: 0.3]
        let findings = try pilot(testbed, .sample(interleaving: .fine), seconds: 60)
        // Switching both twins takes the testbed 0.4 s a quad.
        #expect(findings.overheads.keys.contains(.on))
        #expect(abs((findings.overheads[.on] ?? 0) - 0.1) < 1e-9)
        #expect(abs(findings.meanOverhead - 0.1) < 1e-9)
        let quads = testbed.calls.compactMap { call -> [Treatment]? in
            guard case .measureQuad(let treatments, _, _, _) = call else { return nil }
            return treatments
        }
        #expect(quads.prefix(2).allSatisfy { $0 == [.off, .on, .on, .off] })
        #expect(quads.dropFirst(2).allSatisfy { Set($0).count == 1 })
        #expect(findings.curve.count == quads.count - 2)
        #expect(Set(findings.curve.map(\.slice)) == [0.1, 0.6])
        // The cost is in no contrast: they scatter by the noise alone.
        let variance = findings.curve.reduce(0) { $0 + $1.variance } / Double(findings.curve.count)
        #expect((0.4e-4...2.5e-4).contains(variance))
        #expect(findings.noise == NoiseComponents(fitting: findings.curve, fastShare: 1))
        #expect(findings.noise != NoiseComponents(fitting: findings.curve))
        #expect(findings.seconds <= 60)
    }

    @Test("A void sample ends its series, and one that can not be programmed is no error")
    func voids() throws {
        let testbed = SimulatedTestbed()
        testbed.noise = 0.01
        testbed.broken = [.on, .off]
        let findings = try pilot(testbed, seconds: 30)
        #expect(findings.curve.isEmpty)
        #expect(findings.seconds <= 30)
        let stuck = SimulatedTestbed()
        stuck.programErrors = [.on: TestbedError(.unproven, "The restore failed.")]
        #expect(try pilot(stuck, seconds: 0).overheads.keys.contains(.off))
    }

    @Test("Other errors and an interrupt end it, and the testbed is torn down")
    func errors() {
        let testbed = SimulatedTestbed()
        testbed.errors = [3: TestbedError(.failed, "The node is gone.")]
        #expect(throws: TestbedError.self) { try pilot(testbed, seconds: 15) }
        #expect(testbed.calls.last == .tearDown)
        var questions = 0
        let interrupted = SimulatedTestbed()
        #expect {
            try pilot(interrupted, seconds: 15) {
                questions += 1
                return questions > 5
            }
        } throws: { ($0 as? TestbedError)?.kind == .interrupted }
        #expect(interrupted.measurements == 5)
        #expect(interrupted.calls.last == .tearDown)
    }

    @Test("What it found sizes the run within what is left of the budget, and its sentence says why")
    func plan() throws {
        var findings = PilotFindings()
        findings.samples = 42
        findings.seconds = 12.34
        findings.overheads = [.off: 0.1, .on: 0.5]
        findings.meanOverhead = 0.3
        findings.curve = [
            VariancePoint(slice: 0.15, spacing: 0.45, block: 1, variance: 4e-4, degrees: 40),
            VariancePoint(slice: 0.6, spacing: 0.9, block: 1, variance: 1e-4, degrees: 40),
        ]
        let room = Budget(seconds: 180, scales: 1, comparisons: 1)
        func chosen(_ findings: PilotFindings) -> PilotPlan {
            PilotPlan(findings, of: .sample(), room: room, levels: [1, 8]) {
                $0.size(levels: [1, 8])
            }
        }
        let known = chosen(findings)
        let expected = known.size.expectedSeconds(scales: 1, comparisons: 1, overhead: 0.3)
        #expect(expected <= 180 - 12.34)
        #expect(expected > 150)
        #expect(known.overhead == 0.3)
        #expect(known.record.overheadSeconds == ["off": 0.1, "on": 0.5])
        #expect(
            known.sentence.hasPrefix(
                "Pilot: 42 samples in 12.3 s; a sample takes 0.3 s beside its slice (off 0.1 s, on 0.5 s), "
            )
        )
        #expect(known.sentence.contains("Slices of \(known.size.sliceSeconds) s make the narrowest interval, about +-"))
        findings.curve = []
        let unknown = chosen(findings)
        #expect(unknown.size.sliceSeconds == 0.65, "twenty quads first, without knowledge of noise")
        #expect(unknown.record.halfWidthPercent == nil)
        #expect(unknown.sentence.hasSuffix("on 0.5 s)."))
    }
}
