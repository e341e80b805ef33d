import Conformance
import Foundation
import Testing

@Suite struct ConformanceDocumentTests {
    @Test("The document names controllers, cases and probes, in snake case, and counts mismatches")
    func document() throws {
        let text = try ConformanceDocument(ConformanceData.results, serviceProxy: "proxy").text()
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(root["service_proxy"] as? String == "proxy")
        let controllers = try #require(root["controllers"] as? [[String: Any]])
        #expect(controllers.map { $0["controller"] as? String } == ["good", "bad"])
        #expect(controllers.map { $0["mismatches"] as? Int } == [0, 1])
        #expect(controllers.map { $0["supported"] as? Int } == [4, 1])
        let cases = try #require(controllers[1]["cases"] as? [[String: Any]])
        #expect(cases[2]["refusal"] as? String == "bad cannot: <\"a\" & 'b'>")
        let steps = try #require(cases[1]["steps"] as? [[String: Any]])
        let probe = try #require((steps[0]["probes"] as? [[String: Any]])?.first)
        #expect(probe["judgement"] as? String == "deviation")
        #expect(probe["expected"] as? Bool == false)
        #expect(probe["observed"] as? Bool == true)
        #expect(probe["answer"] as? String == "reached 10.244.1.2")
    }

    @Test("Every probe and every controller bear their families, and without Services there is no proxy")
    func family() throws {
        let text = try ConformanceDocument([ConformanceData.result6], serviceProxy: nil).text()
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(root["service_proxy"] == nil)
        let controller = try #require((root["controllers"] as? [[String: Any]])?.first)
        #expect(controller["families"] as? [String] == ["ipv6"])
        #expect(text.contains("\"family\" : \"ipv6\""))
    }

    @Test("A change tells how long it took, and an absent time that it never came right")
    func exposure() throws {
        let step = StepResult(
            number: 2,
            probes: [],
            exposure: Exposure(sync: .period, openSeconds: nil, closedSeconds: 0.25, programSeconds: 0.5)
        )
        let played = CaseResult(name: "n", origin: .later, steps: [step], seconds: 1)
        let text = try ConformanceDocument(
            [SubjectResult(controller: "c", cases: [played], seconds: 1)],
            serviceProxy: "p"
        ).text()
        #expect(text.contains("\"closed_seconds\" : 0.25"))
        #expect(text.contains("\"sync\" : \"period\""))
        #expect(!text.contains("open_seconds"))
    }
}
