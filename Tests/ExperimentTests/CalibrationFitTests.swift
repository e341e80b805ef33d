@testable import Experiment
import Results
import Rules
import Statistics
import Testing

@Suite("Fit of a calibration")
struct CalibrationFitTests {
    private static let ladder = CalibrationLadder(kinds: [.comment, .set, .nftRule], most: 2000)
    /// Microseconds of one test.
    private static let prices: [RuleWork: Double] = [.comment: 0.004, .set: 0.05, .nftRule: 0.002, .nftHook: 0.1]
    private static let offMicroseconds = 80.0

    private func run(quads: Int) -> RunRecord {
        var plan = RunPlan.sample(levels: [8], quads: quads)
        plan.controller = Self.ladder.steps.map(\.treatment.controller).joined(separator: ",")
        return RunRecord(
            npbenchVersion: "0.1.0",
            arguments: ["calibrate"],
            plan: plan,
            outcome: .completed,
            started: "2026-01-02T03:04:05Z",
            seconds: 1,
            machineAtStart: ["fingerprint": "00ff"]
        )
    }

    /// Quads in which a request takes exactly what the prices say, times `1 + noise`, over nine segments a connection.
    private func samples(quads: Int, noise: Double = 0) -> [SampleRecord] {
        var generator = SeededGenerator(seed: 3)
        return Self.ladder.steps.flatMap { step in
            (0..<quads).flatMap { round in
                let quad = Quad(scale: .large, round: round, concurrency: 8, compared: step.treatment, pattern: .abba)
                return quad.treatments.indices.map { place in
                    let isOn = quad.treatments[place] != .off
                    let tests = isOn ? Double(step.count) * 9 : 0
                    let draw = Double(generator.below(2001)) / 1000 - 1
                    // What has rules of nftables has their base chain.
                    let hook = isOn && step.work == .nftRule ? 9 * 0.1 : 0
                    let added = tests * (Self.prices[step.work] ?? 0) + hook
                    let time = (Self.offMicroseconds + added) * (1 + noise * draw)
                    var sample = SampleRecord.sample(1, quad: quad, place: place)
                    sample.completed = 1_000_000
                    sample.connections = 1_000_000
                    sample.seconds = time
                    sample.kernel.sentSegments = 5_000_000
                    sample.kernel.receivedSegments = 4_000_000
                    // Rules of iptables count their packets.
                    if !step.work.isNftables { sample.rulesPerConnection = 70 + tests }
                    return sample
                }
            }
        }
    }

    private func calibration(_ samples: [SampleRecord], quads: Int) throws -> Calibration {
        try Calibration(run(quads: quads), ladder: Self.ladder, samples: samples) {
            (sent, received) throws(TestbedError) in
            ConnectionWork([.header: 100 * sent + received])
        }
    }

    @Test("Without noise the prices are found as they are, of rules that count and of rules that do not")
    func exact() throws {
        let calibration = try calibration(samples(quads: 2), quads: 2)
        #expect(abs(calibration.offMicroseconds - Self.offMicroseconds) < 1e-9)
        #expect(calibration.sentSegments == 5 && calibration.receivedSegments == 4)
        #expect(calibration.offWork == ["iptables-header": 504])
        #expect(calibration.prices.map(\.work) == ["iptables-comment", "iptables-set", "nft-rule", "nft-hook"])
        for price in calibration.prices {
            let work = try #require(RuleWork(rawValue: price.work))
            let truth = try #require(Self.prices[work])
            #expect(abs(price.microseconds - truth) < 1e-9, "\(price.work)")
        }
        // An empty table is part of what a table of rules costs.
        let nft = try #require(calibration.prices.first { $0.work == "nft-rule" })
        #expect(abs(nft.intercept - 0.9) < 1e-9)
        #expect(calibration.prices[0].mostTests == 18000)
        #expect(calibration.fingerprint == "00ff")
    }

    @Test("With noise the intervals hold the truth, and a calibration is sound as written")
    func noisy() throws {
        let calibration = try calibration(samples(quads: 6, noise: 0.01), quads: 6)
        for price in calibration.prices {
            let truth = try #require(RuleWork(rawValue: price.work).flatMap { Self.prices[$0] })
            #expect(price.low < truth && truth < price.high, "\(price.work)")
            #expect(price.high - price.low > 0)
        }
        try calibration.requireSound(name: "prices.json")
        let back = try Calibration(json: try calibration.json(), name: "prices.json")
        #expect(back == calibration)
        try back.requireSound(name: "prices.json")
    }

    @Test("A price that was changed by hand, or a point of it, is refused")
    func tampered() throws {
        let sound = try calibration(samples(quads: 3, noise: 0.01), quads: 3)
        var changed = sound
        changed.prices[1].microseconds *= 1.001
        #expect(throws: ResultsError.self) { try changed.requireSound(name: "prices.json") }
        changed = sound
        changed.prices[0].points[7].microseconds += 1
        let error = #expect(throws: ResultsError.self) { try changed.requireSound(name: "prices.json") }
        #expect(error?.description.contains("the price of iptables-comment is not the line") == true)
    }

    @Test("Another machine's prices are refused, and those of an unknown one everywhere")
    func machine() throws {
        var calibration = try calibration(samples(quads: 2), quads: 2)
        try calibration.requireMachine("00ff", name: "prices.json")
        let error = #expect(throws: ResultsError.self) { try calibration.requireMachine("00fe", name: "prices.json") }
        #expect(error?.description.contains("it is of machine 00ff and this is 00fe") == true)
        calibration.machine = [:]
        #expect(throws: ResultsError.self) { try calibration.requireMachine(nil, name: "prices.json") }
    }

    @Test("Too few quads are an error that says so, not a price without an interval")
    func tooFew() throws {
        let few = samples(quads: 2).filter {
            $0.controller != "iptables-set-500" && $0.controller != "iptables-set-250"
        }
        .filter { $0.controller != "iptables-header-0" }
        let error = #expect(throws: TestbedError.self) { try calibration(few, quads: 2) }
        #expect(error?.kind == .unproven)
        #expect(error?.description.contains("the price of iptables-set") == true)
        #expect(throws: TestbedError.self) { try calibration([], quads: 2) }
    }
}
