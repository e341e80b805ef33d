@testable import Experiment
import Testing

@Suite("Census of connections")
struct CensusTests {
    @Test("Accepting rules see the load and the allowed probe, translating ones the forbidden probe too")
    func agreement() {
        let judged = Census(isJudged: true, connections: 1000, accepted: 1001, translated: 1002)
        #expect(judged.counted == 1001)
        #expect(judged.expected == 1001)
        #expect(judged.voidCause == nil)
        let unjudged = Census(isJudged: false, connections: 1000, accepted: 0, translated: 1002)
        #expect(unjudged.counted == 1002)
        #expect(unjudged.expected == 1002)
        #expect(unjudged.voidCause == nil)
    }

    @Test("One connection too many or too few for the service proxy voids the sample", arguments: [true, false])
    func disagreement(isJudged: Bool) {
        for translated in [1001, 1003] as [UInt64] {
            let census = Census(isJudged: isJudged, connections: 1000, accepted: 1001, translated: translated)
            #expect(
                census.voidCause?.description
                    == "arm not proven: the service proxy translated \(translated) connections, not 1002"
            )
        }
    }

    @Test("Where pods count, they see the forbidden probe only if nobody denies it", arguments: [true, false])
    func pods(isJudged: Bool) {
        func census(_ taken: UInt64) -> Census {
            Census(isJudged: isJudged, connections: 1000, accepted: 1001, translated: taken, isCountedByPods: true)
        }
        let taken: UInt64 = isJudged ? 1001 : 1002
        #expect(census(taken).voidCause == nil)
        #expect(census(taken).counted == census(taken).expected)
        #expect(
            census(taken + 1).voidCause?.description
                == "arm not proven: the target's pods took \(taken + 1) connections, not \(taken)"
        )
    }

    @Test("A packet in a table that sleeps voids the sample, before any other count")
    func asleep() {
        var census = Census(isJudged: false, connections: 1000, accepted: 0, translated: 1003)
        census.countedAsleep = 3
        #expect(census.voidCause == VoidCause(.fault, "arm not proven: rules of other arms saw 3 packets"))
    }

    @Test("A controller that judges is held to its own count, and one that lets a packet by is found out")
    func bypass() {
        let census = Census(isJudged: true, connections: 1000, accepted: 900, translated: 1002)
        #expect(census.counted != census.expected)
    }
}
