import Experiment
import Testing

@Suite("Tally of void quads")
struct VoidTallyTests {
    @Test("One void now and then is no excess")
    func few() {
        var tally = VoidTally()
        for _ in 0..<5 {
            for _ in 0..<19 { tally.countValid() }
            tally.countFault("rules differ", times: 1)
            #expect(tally.excess == nil)
        }
        #expect(tally.begun == 100)
        #expect(tally.voided == 5)
        #expect(tally.causes == ["rules differ"])
    }

    @Test("The third fault of one quad is, and the sentence names the causes")
    func exhausted() {
        var tally = VoidTally()
        for _ in 0..<100 { tally.countValid() }
        tally.countFault("rules differ", times: 1)
        tally.countFault("packets lost", times: 2)
        #expect(tally.excess == nil)
        tally.countFault("rules differ", times: 3)
        #expect(tally.excess == "the same quad was void 3 times (rules differ; packets lost)")
    }

    @Test("So is a share of faults above 20 %, from five on")
    func share() {
        var tally = VoidTally()
        for number in 0..<4 { tally.countFault("cause \(number)", times: 1) }
        #expect(tally.excess == nil)
        tally.countFault("cause 4", times: 1)
        #expect(tally.excess == "5 of 5 quads were void (cause 0; cause 1; cause 2)")
        var diluted = VoidTally()
        for _ in 0..<20 { diluted.countValid() }
        for _ in 0..<5 { diluted.countFault("fault", times: 1) }
        #expect(diluted.excess == nil)
        diluted.countFault("fault", times: 1)
        #expect(diluted.excess != nil)
    }

    @Test("Thefts of CPU time are quads begun and voided, and no faults")
    func thefts() {
        var tally = VoidTally()
        for _ in 0..<300 { tally.countTheft() }
        tally.countValid()
        #expect(tally.excess == nil)
        #expect(tally.causes == [])
        #expect(tally.voided == 300)
        #expect(tally.begun == 301)
    }
}
