import Foundation
import Load
import LoadReport
import Testing

@Suite("The JSON of a load")
struct LoadDocumentTests {
    private func object(_ load: FinishedLoad) throws -> [String: Any] {
        let text = try LoadDocument(load).text()
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("Every part is there, with its units in the names")
    func parts() throws {
        let document = try object(
            .sample {
                $0.plan.pacing = .open(rate: 100, arrivals: .constant)
                $0.result.responseTimes = $0.result.totalTimes
                $0.result.pacingErrors = $0.result.connectTimes
                $0.result.failures = [.connectRefused: 3]
                $0.headroom.synRetransmits = 4
            }
        )
        #expect(document["schema_version"] as? Int == 1)
        #expect((document["failures"] as? [String: Int]) == ["connect-refused": 3])
        let plan = try #require(document["plan"] as? [String: Any])
        #expect(plan["loop"] as? String == "open")
        #expect(plan["rate_per_second"] as? Double == 100)
        #expect(plan["duration_seconds"] as? Double == 10)
        let counts = try #require(document["counts"] as? [String: Any])
        #expect(counts["completed"] as? Int == 2000)
        #expect(counts["failed"] as? Int == 3)
        let phases = try #require(document["phases"] as? [String: [String: Double]])
        #expect(Set(phases.keys) == ["connect", "wait", "processing", "total", "response"])
        let total = try #require(phases["total"])
        #expect(total["count"] == 2000)
        #expect(total["maximum_us"] == 2000)
        #expect(
            Set(total.keys.filter { $0.hasPrefix("p") }) == [
                "p50_us", "p66_us", "p75_us", "p80_us", "p90_us", "p95_us", "p98_us", "p99_us", "p999_us", "p9999_us",
            ]
        )
        let rates = try #require(document["rates"] as? [String: Double])
        #expect(abs((rates["requests_per_second"] ?? 0) - 13333.33) < 0.01)
        #expect((document["headroom"] as? [String: Int])?["syn_retransmits"] == 4)
        #expect((document["limit"] as? [String: String])?["verdict"] == "undetermined")
        #expect((document["workers"] as? [[String: Any]])?.first?["busy_share"] as? Double == 0.4)
        #expect((document["workers"] as? [[String: Any]])?.first?["naps"] as? Int == 12)
        #expect((document["cpu"] as? [String: Double])?["user_us_per_request"] == 10)
    }

    @Test("A closed loop has no clock of its own, and values of headers stay secret")
    func closed() throws {
        let load = FinishedLoad.sample {
            $0.plan.headers = [LoadHeader(name: "Authorization", value: "Basic c2VjcmV0")]
        }
        let text = try LoadDocument(load).text()
        #expect(!text.contains("c2VjcmV0") && text.contains("\"Authorization\""))
        let document = try object(load)
        #expect(document["pacing"] == nil)
        #expect((document["phases"] as? [String: Any])?["response"] == nil)
    }
}
