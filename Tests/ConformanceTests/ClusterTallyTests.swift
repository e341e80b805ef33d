import Conformance
import Testing

@Suite struct ClusterTallyTests {
    private let right = ConformanceData.probe(
        allowed: true,
        .reached(ConformanceData.server),
        ConformanceData.right
    )
    private let deviation = ConformanceData.probe(
        allowed: false,
        .reached(ConformanceData.server),
        ConformanceData.deviation
    )
    private let wrong = ConformanceData.probe(allowed: true, .refused, ConformanceData.mismatch)

    private func tally() -> ClusterTally {
        var tally = ClusterTally()
        tally.note(JudgedCluster(probes: [right, deviation, deviation]), number: 1)
        tally.note(JudgedCluster(probes: [], refusal: "it cannot a/b because its port 'x' is a name"), number: 2)
        tally.note(JudgedCluster(probes: [], refusal: "it cannot c/d because its port 'y' is a name"), number: 3)
        tally.note(JudgedCluster(probes: [wrong, right]), number: 4)
        return tally
    }

    @Test("Clusters, probes, deviations by reason, refusals by reason and mismatches are counted")
    func counts() {
        let tally = tally()
        #expect(tally.clusters == 4)
        #expect(tally.probes == 5)
        #expect(tally.deviations == ["it ignores except": 2])
        #expect(tally.refusals == ["its port ... is a name": 2])
        #expect(tally.mismatches == 1)
        #expect(
            tally.faults == [
                .init(number: 4, sentences: ["nsa/client-a -> nsa/server:80 refused, should be allowed"])
            ]
        )
    }

    @Test("People read the counts and the clusters that went wrong")
    func text() {
        #expect(
            tally().text == """
                4 generated clusters, 5 probes, 1 undeclared mismatches
                  2 declared deviations: it ignores except
                  2 clusters refused: its port ... is a name
                  cluster 4:
                    nsa/client-a -> nsa/server:80 refused, should be allowed

                """
        )
    }

    @Test("Ten clusters of faults are kept, five of each, and all are counted")
    func limits() {
        var tally = ClusterTally()
        for number in 1...20 {
            tally.note(JudgedCluster(probes: Array(repeating: wrong, count: 7)), number: number)
        }
        #expect(tally.mismatches == 140)
        #expect(tally.faults.count == 10)
        #expect(tally.faults.allSatisfy { $0.sentences.count == 5 })
    }

    @Test("A controller's counts include its generated clusters, and so do its summary, its JSON and its JUnit")
    func included() throws {
        let result = SubjectResult(controller: "c", cases: [], generated: tally(), seconds: 0)
        #expect(result.probeCount == 5)
        #expect(result.mismatchCount == 1)
        #expect(ConformanceSummary([result]).text.contains("c: 4 generated clusters"))
        let json = try ConformanceDocument([result], serviceProxy: "p").text()
        #expect(json.contains("\"clusters\" : 4"))
        let xml = JUnitDocument([result]).text
        #expect(xml.contains("tests=\"1\" failures=\"1\""))
        #expect(xml.contains("<failure message=\"cluster 4: nsa/client-a"))
    }
}
