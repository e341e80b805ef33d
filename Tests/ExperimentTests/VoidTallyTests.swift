import Experiment
import Testing

@Suite("Tally of void quads")
struct VoidTallyTests {
    @Test("One void now and then is no excess")
    func few() {
        var tally = VoidTally()
        for _ in 0..<5 {
            for _ in 0..<19 { tally.countValid() }
            tally.countVoid("rules differ", attempt: 0)
            #expect(tally.excess == nil)
        }
        #expect(tally.begun == 100)
        #expect(tally.voided == 5)
        #expect(tally.causes == ["rules differ"])
    }

    @Test("The third void in a row of one quad is, and the sentence names the causes")
    func exhausted() {
        var tally = VoidTally()
        for _ in 0..<100 { tally.countValid() }
        tally.countVoid("rules differ", attempt: 0)
        tally.countVoid("packets lost", attempt: 1)
        #expect(tally.excess == nil)
        tally.countVoid("rules differ", attempt: 2)
        #expect(tally.excess == "the same quad was void 3 times in a row (rules differ; packets lost)")
    }

    @Test("So is a share above 20 %, from five void quads on")
    func share() {
        var tally = VoidTally()
        for number in 0..<4 { tally.countVoid("cause \(number)", attempt: 0) }
        #expect(tally.excess == nil)
        tally.countVoid("cause 4", attempt: 0)
        #expect(tally.excess == "5 of 5 quads were void (cause 0; cause 1; cause 2)")
        var diluted = VoidTally()
        for _ in 0..<20 { diluted.countValid() }
        for _ in 0..<5 { diluted.countVoid("steal", attempt: 0) }
        #expect(diluted.excess == nil)
        diluted.countVoid("steal", attempt: 0)
        #expect(diluted.excess != nil)
    }
}
