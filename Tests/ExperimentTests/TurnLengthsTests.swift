@testable import Experiment
import Testing

@Suite("Lengths of turns")
struct TurnLengthsTests {
    @Test("A turn settles for one and a half requests, and is measured for 5 ms or as long again")
    func lengths() {
        let short = TurnLengths(concurrency: 1, rate: 8000, seconds: 0.4)
        #expect(abs(short.settling - (0.0005 + 1.5 / 8000)) < 1e-12)
        #expect(short.measured == 0.005)
        let long = TurnLengths(concurrency: 128, rate: 8000, seconds: 0.4)
        #expect(abs(long.settling - 0.0245) < 1e-12)
        #expect(long.measured == long.settling)
    }

    @Test("A sample is under load for about as long as asked, in an even number of turns, two at least")
    func cycles() {
        #expect(TurnLengths(concurrency: 1, rate: 8000, seconds: 0.4).cycles == 70)
        #expect(TurnLengths(concurrency: 128, rate: 8000, seconds: 0.4).cycles == 8)
        #expect(TurnLengths(concurrency: 10_000, rate: 8000, seconds: 0.1).cycles == 2)
        for concurrency in 1...200 {
            let lengths = TurnLengths(concurrency: concurrency, rate: 9000, seconds: 1)
            #expect(lengths.cycles.isMultiple(of: 2))
            let seconds = Double(lengths.cycles) * (lengths.settling + lengths.measured)
            #expect(abs(seconds - 1) <= lengths.settling + lengths.measured + 1e-9)
        }
    }

    @Test("A load that completes nothing gets turns too, in which to fail")
    func nothing() {
        let lengths = TurnLengths(concurrency: 8, rate: 0, seconds: 0.1)
        #expect(lengths.settling > 0 && lengths.measured > 0 && lengths.cycles >= 2)
    }
}
