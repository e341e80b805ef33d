import Foundation
import Results
import Testing

@Suite("Calibration files")
struct CalibrationTests {
    private static let calibration: Calibration = {
        var plan = Samples.run.plan
        plan.levels = [32]
        let price = Calibration.Price(
            work: "iptables-comment",
            microseconds: 0.004,
            standardError: 0.0002,
            degreesOfFreedom: 1,
            low: 0.0015,
            high: 0.0065,
            intercept: 0.01,
            interceptLow: -1,
            interceptHigh: 1.02,
            points: [
                .init(rules: 0, tests: 0, microseconds: 0.1), .init(rules: 500, tests: 4500, microseconds: 18),
                .init(rules: 1000, tests: 9000, microseconds: 36),
            ]
        )
        return Calibration(
            npbenchVersion: "0.1.0",
            arguments: ["calibrate"],
            plan: plan,
            started: "2026-01-02T03:04:05Z",
            seconds: 60,
            machine: ["fingerprint": "00ff"],
            offMicroseconds: 70.5,
            offLow: 69,
            offHigh: 72,
            sentSegments: 5,
            receivedSegments: 4,
            offWork: ["iptables-header": 1000],
            prices: [price]
        )
    }()

    private func read(_ text: String) throws -> Calibration { try Calibration(json: text, name: "prices.json") }

    /// What reading the file says once `change` was made to it.
    private func refusal(_ change: (inout Calibration) -> Void) throws -> String? {
        var calibration = Self.calibration
        change(&calibration)
        let text = try calibration.json()
        return #expect(throws: ResultsError.self) { try read(text) }?.description
    }

    @Test("A calibration comes back equal, in the same bytes, and tells its machine and its range")
    func roundTrip() throws {
        let text = try Self.calibration.json()
        #expect(try read(text) == Self.calibration)
        #expect(try read(text).json() == text)
        #expect(try read(text).fingerprint == "00ff")
        #expect(try read(text).prices[0].mostTests == 9000)
    }

    @Test("One without a fingerprint is of no machine")
    func unknownMachine() {
        var calibration = Self.calibration
        calibration.machine = ["fingerprint": ""]
        #expect(calibration.fingerprint == nil)
    }

    @Test("A newer schema is refused by name, also if the rest is unknown")
    func newer() {
        let error = #expect(throws: ResultsError.self) { try read("{\"schema\": 99}") }
        #expect(error?.description.contains("prices.json: its schema 99 is newer") == true)
    }

    @Test("What is no calibration is one sentence that says what to do", arguments: ["", "{", "[]", "{\"schema\": 1}"])
    func broken(text: String) {
        let error = #expect(throws: ResultsError.self) { try read(text) }
        #expect(error?.description.hasPrefix("Can not read prices.json: ") == true)
        #expect(error?.description.hasSuffix("or run npbench calibrate again.") == true)
    }

    @Test("Numbers that no calibration has are refused")
    func impossible() throws {
        #expect(try refusal { $0.offMicroseconds = 0 }?.contains("takes no time") == true)
        #expect(try refusal { $0.sentSegments = .nan }?.contains("no segments") == true)
        #expect(try refusal { $0.prices = [] }?.contains("no price") == true)
        #expect(try refusal { $0.prices += $0.prices }?.contains("two of one kind") == true)
        #expect(try refusal { $0.plan.levels = [1, 2] }?.contains("2 concurrency levels") == true)
        #expect(try refusal { $0.offWork = ["iptables-set": -1] }?.contains("impossible tests") == true)
        #expect(try refusal { $0.prices[0].low = .nan }?.contains("price of iptables-comment") == true)
        #expect(try refusal { $0.prices[0].microseconds = 9 }?.contains("price of iptables-comment") == true)
        #expect(try refusal { $0.prices[0].points[1].tests = .infinity }?.contains("iptables-comment") == true)
    }

    @Test("A file cut anywhere is refused, and never crashes")
    func cut() throws {
        let text = try Self.calibration.json()
        for length in stride(from: 0, to: text.count - 2, by: 37) {
            #expect(throws: ResultsError.self) { try read(String(text.prefix(length))) }
        }
    }

    @Test("A run's plan keeps its injected rules; one from before them has none")
    func injected() throws {
        var run = Samples.run
        #expect(try !run.json().contains("injectedRules"))
        run.plan.injectedRules = 250
        #expect(try RunRecord(json: run.json()).plan.injectedRules == 250)
    }
}
