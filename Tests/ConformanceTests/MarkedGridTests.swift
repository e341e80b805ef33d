import Conformance
import Testing

@Suite struct MarkedGridTests {
    private let server = ConformanceData.server

    @Test("A sign that should be the other is marked, and a pair that was not probed says so")
    func marks() {
        let table = TruthTable(of: [
            ConformanceData.probe("nsa/client-a", allowed: true, .reached(server), ConformanceData.right),
            ConformanceData.probe("nsa/client-b", allowed: false, .reached(server), ConformanceData.deviation),
            ConformanceData.probe("nsa/client-b", "nsa/x", allowed: true, .refused, ConformanceData.mismatch),
        ])
        #expect(
            table.marked("step 2") == """
                step 2       nsa/server:80 nsa/x:80
                nsa/client-a .             ?
                nsa/client-b .!            X!

                """
        )
    }

    @Test("Of two probes of a pair the wrong one is shown")
    func twice() {
        let wrong = ConformanceData.probe(allowed: true, .silent, ConformanceData.mismatch)
        let right = ConformanceData.probe(allowed: true, .reached(server), ConformanceData.right)
        #expect(TruthTable(of: [wrong, right]).marked("t").contains("X!"))
        #expect(TruthTable(of: [right, wrong]).marked("t").contains("X!"))
        #expect(!TruthTable(of: [right]).marked("t").contains("!"))
    }
}
