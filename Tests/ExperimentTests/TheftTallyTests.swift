import Experiment
import Testing

@Suite("Tally of thefts in a row")
struct TheftTallyTests {
    @Test("Thefts of CPU time are waited out, longer each time, and begin anew after a quad that was not robbed")
    func pauses() {
        var tally = TheftTally()
        #expect(tally.pause == 0)
        var pauses: [Double] = []
        for _ in 0..<6 {
            tally.count("CPU stolen: 12 %")
            pauses.append(tally.pause)
            #expect(tally.excess == nil)
        }
        #expect(pauses == [0.5, 1, 2, 4, 8, 8])
        tally.endRow()
        #expect(tally.pause == 0)
        for _ in 0..<11 { tally.count("CPU stolen: 12 %") }
        #expect(tally.excess == nil)
        tally.count("CPU stolen: 13 %")
        #expect(tally.excess == "12 quads in a row were void (CPU stolen: 13 %)")
    }

    @Test("However many they are, they are no excess as long as quads between them are not robbed")
    func mostlyRobbed() {
        var tally = TheftTally()
        for _ in 0..<100 {
            for _ in 0..<3 { tally.count("CPU stolen: 12 %") }
            tally.endRow()
        }
        #expect(tally.excess == nil)
    }
}
