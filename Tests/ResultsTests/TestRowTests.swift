import Foundation
import Results
import Testing

@Suite("Rows of tests")
struct TestRowTests {
    private static let shared: Set<String> = [
        "scale", "serviceProxy", "controller", "policies", "connections", "arm", "low", "high", "hodgesLehmannPercent",
        "hodgesLehmannLow", "hodgesLehmannHigh", "adjustedP", "verdict", "minimumDetectablePercent",
        "noiseFloorPercent", "quads",
    ]

    private var test: TestColumns {
        var test = Samples.cost.test
        (test.hodgesLehmannLow, test.hodgesLehmannHigh) = (6.9, 8.8)
        return test
    }

    private func object(_ row: some Encodable) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(row)) as? [String: Any])
    }

    @Test("As JSON each is one flat object, without what it does not know")
    func json() throws {
        var cost = CostRow(test, costPercent: 7.5, voided: 1)
        #expect(Set(try object(cost).keys) == Self.shared.union(["costPercent", "voided"]))
        cost.concurrency = 8
        (cost.bandLow, cost.bandHigh, cost.signFlipP) = (6, 9, 0.5)
        let whole = try object(cost)
        #expect(
            Set(whole.keys)
                == Self.shared.union([
                    "costPercent", "voided", "concurrency", "bandLow", "bandHigh", "signFlipP",
                ])
        )
        #expect(whole["costPercent"] as? Double == 7.5 && whole["voided"] as? Int == 1)
        #expect(whole["verdict"] as? String == "slower" && whole["bandHigh"] as? Double == 9)
        let metric = MetricRow(test, metric: .p99, valueOff: 1, valueCompared: 2, changePercent: 100)
        #expect(
            Set(try object(metric).keys)
                == Self.shared.union(["metric", "valueOff", "valueCompared", "changePercent"])
        )
        #expect(try object(metric)["metric"] as? String == "p99_us")
    }

    @Test("The columns of a test are the row's own, to read and to write")
    func columns() {
        var row = CostRow(test, costPercent: 7.5, voided: 0)
        row.arm = .idle
        row.scale.localPods = 22
        #expect(row.test.arm == .idle && row.test.scale.localPods == 22)
        #expect(row.treatment == Treatment(.idle, of: "kube-router-0.2.0"))
        #expect(row.setting == Setting(row.scale, .keepAlive))
        #expect(row != CostRow(test, costPercent: 7.5, voided: 0))
    }
}
