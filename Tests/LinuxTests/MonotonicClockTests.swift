import Glibc
import Linux
import Testing

@Suite struct MonotonicClockTests {
    @Test("The clock never goes back and counts nanoseconds")
    func advances() {
        var earlier = MonotonicClock.now()
        let start = earlier
        for _ in 0..<1000 {
            let now = MonotonicClock.now()
            #expect(now >= earlier)
            earlier = now
        }
        usleep(2000)
        #expect(MonotonicClock.now() - start >= 2_000_000)
    }
}
