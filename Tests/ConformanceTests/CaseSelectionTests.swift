import Conformance
import Testing

@Suite struct CaseSelectionTests {
    @Test("Part of a name chooses, letters' case aside, in the order of the list")
    func patterns() throws {
        #expect(try CaseSelection([]).cases == ConformanceCase.all)
        let named = try CaseSelection(["NAMED PORT"]).cases.map(\.name)
        #expect(
            named == [
                "should allow ingress access on one named port",
                "should allow ingress access from namespace on one named port",
                "should allow egress access on one named port",
            ]
        )
        let two = try CaseSelection(["except clause", "allow-all policy"]).cases.map(\.name)
        #expect(two.first == "should support allow-all policy")
    }

    @Test("A pattern that nothing matches is named, and where the names are")
    func unknown() {
        let error = #expect(throws: ConformanceError.self) { try CaseSelection(["named port", "nonsense"]) }
        #expect(error?.kind == .unknownName)
        #expect(error?.description.contains("'nonsense'") == true)
        #expect(error?.description.contains("--list") == true)
    }
}
